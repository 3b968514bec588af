import { Module } from '@nestjs/common';
import { CycleDefinitionModule } from '../cycle-definition/cycle-definition.module.js';
import { CycleModule } from '../cycle/cycle.module.js';
import { GoalTemplateModule } from '../goal-template/goal-template.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { CopyRemoval } from './copy-removal.service.js';
import { RehearsalCount } from './count.service.js';
import { Pieces } from './pieces.service.js';
import { RehearsalPlan } from './rehearsal-plan.service.js';
import { RehearsalRun } from './rehearsal-run.service.js';
import { RehearsalRunner } from './rehearsal-runner.js';
import { RehearsalSnapshot } from './rehearsal-snapshot.service.js';
import { RehearsalController } from './rehearsal.controller.js';
import { RehearsalRepository } from './rehearsal.repository.js';
import { RehearsalAround, RehearsalService } from './rehearsal.service.js';
import { RehearsalStage } from './stage.service.js';

@Module({
  imports: [CycleDefinitionModule, CycleModule, GoalTemplateModule, OrganisationModule],
  controllers: [RehearsalController],
  providers: [
    CopyRemoval,
    Pieces,
    RehearsalAround,
    RehearsalCount,
    RehearsalPlan,
    RehearsalRepository,
    RehearsalRun,
    RehearsalRunner,
    RehearsalService,
    RehearsalSnapshot,
    RehearsalStage,
  ],
})
export class RehearsalModule {}
