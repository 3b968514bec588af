import { Module } from '@nestjs/common';
import { CalendarController } from './calendar.controller.js';
import { CalendarImportService } from './calendar-import.service.js';
import { CalendarService } from './calendar.service.js';

@Module({ controllers: [CalendarController], providers: [CalendarService, CalendarImportService] })
export class CalendarModule {}
