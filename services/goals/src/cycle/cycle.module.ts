import { Module } from '@nestjs/common';
import { CycleDefinitionModule } from '../cycle-definition/cycle-definition.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { GoalDues } from '../goal-sheet/goal-dues.reader.js';
import { RedGoals } from '../goal-sheet/red-goals.js';
import { ControlEffects } from './control-effects.js';
import { CycleControlService } from './cycle-control.service.js';
import { CycleClock } from './cycle-clock.js';
import { CycleMoney } from './cycle-money.js';
import { CycleNews } from './cycle-news.js';
import { CycleController } from './cycle.controller.js';
import { CycleRepository } from './cycle.repository.js';
import { CycleService } from './cycle.service.js';
import { FunnelReader } from './funnel-reader.js';
import { LateReader } from './late-reader.js';
import { MoneyUnderWay } from './money-under-way.js';
import { WaitingArchive } from './waiting-archive.js';
import { OpeningService } from './opening.service.js';
import { ProgressConsumer } from './progress.consumer.js';

@Module({
  imports: [CycleDefinitionModule, OrganisationModule],
  controllers: [CycleController],
  providers: [
    CycleRepository,
    CycleService,
    CycleClock,
    CycleControlService,
    ControlEffects,
    CycleMoney,
    GoalDues,
    RedGoals,
    CycleNews,
    OpeningService,
    FunnelReader,
    LateReader,
    MoneyUnderWay,
    ProgressConsumer,
    WaitingArchive,
  ],
  exports: [
    ControlEffects,
    CycleNews,
    CycleRepository,
    GoalDues,
    RedGoals,
    OpeningService,
    FunnelReader,
    LateReader,
    WaitingArchive,
  ],
})
export class CycleModule {}
