import { Module } from '@nestjs/common';
import { DueChangesWorker } from './due-changes.worker.js';
import { PersonChangeController } from './person-change.controller.js';
import { PersonChangeService } from './person-change.service.js';
import { UnitChangeController } from './unit-change.controller.js';
import { UnitChangeService } from './unit-change.service.js';

@Module({
  controllers: [PersonChangeController, UnitChangeController],
  providers: [PersonChangeService, UnitChangeService, DueChangesWorker],
})
export class ChangeModule {}
