import { Module } from '@nestjs/common';
import { Schedules } from '@goalbeat/service-kit/temporal/schedules';
import { CycleModule } from '../cycle/cycle.module.js';
import { CycleDefinitionModule } from '../cycle-definition/cycle-definition.module.js';
import { HeldNotes } from './held-notes.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { LateOpening } from './late-opening.js';
import { LostCycles } from './lost-cycles.js';
import { ScheduleController } from './schedule.controller.js';
import { ScheduleReconciler } from './schedule-reconciler.js';
import { ScheduleRepair } from './schedule-repair.js';
import { ScheduleService } from './schedule.service.js';
import { WantedSchedule } from './wanted-schedule.js';

@Module({
  imports: [CycleDefinitionModule, CycleModule, OrganisationModule],
  controllers: [ScheduleController],
  providers: [
    Schedules,
    ScheduleService,
    WantedSchedule,
    ScheduleRepair,
    HeldNotes,
    LateOpening,
    LostCycles,
    ScheduleReconciler,
  ],
})
export class ScheduleModule {}
