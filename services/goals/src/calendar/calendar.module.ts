import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { CalendarWarnings } from './calendar-warnings.js';
import { CalendarWarningWorker } from './calendar-warning.worker.js';
import { ReplanningService } from './replanning.service.js';

@Module({
  imports: [CycleModule, OrganisationModule],
  providers: [ReplanningService, CalendarWarnings, CalendarWarningWorker],
})
export class CalendarModule {}
