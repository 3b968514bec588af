import { Module } from '@nestjs/common';
import { AbsenceImportService } from './absence-import.service.js';
import { AbsenceController } from './absence.controller.js';
import { AbsenceService } from './absence.service.js';

@Module({ controllers: [AbsenceController], providers: [AbsenceService, AbsenceImportService] })
export class AbsenceModule {}
