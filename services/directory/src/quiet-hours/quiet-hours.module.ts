import { Module } from '@nestjs/common';
import { QuietHoursController } from './quiet-hours.controller.js';
import { QuietHoursService } from './quiet-hours.service.js';

@Module({ controllers: [QuietHoursController], providers: [QuietHoursService] })
export class QuietHoursModule {}
