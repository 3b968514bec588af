import { Module } from '@nestjs/common';
import { UnitImportService } from './unit-import.service.js';
import { UnitController } from './unit.controller.js';
import { UnitService } from './unit.service.js';

@Module({ controllers: [UnitController], providers: [UnitService, UnitImportService] })
export class UnitModule {}
