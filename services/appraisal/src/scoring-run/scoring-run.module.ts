import { Module } from '@nestjs/common';
import { CycleFactModule } from '../cycle-fact/cycle-fact.module.js';
import { GoalCorrectionModule } from '../goal-correction/goal-correction.module.js';
import { ResultBatchModule } from '../result-batch/result-batch.module.js';
import { RuleSetModule } from '../rule-set/rule-set.module.js';
import { ScoreModule } from '../score/score.module.js';
import { PublishAgainService } from './publish-again.service.js';
import { Publications } from './publications.js';
import { ResultsApproval } from './results-approval.js';
import { RunLogAccess } from './run-log-access.js';
import { RunInputs } from './run-inputs.js';
import { AppraisalActivitiesProvider } from './scoring-run.activities.js';
import { ScoringRunController } from './scoring-run.controller.js';
import { ScoringRunReleaseService } from './scoring-run-release.service.js';
import { ScoringRunRepository } from './scoring-run.repository.js';
import { ScoringRunService } from './scoring-run.service.js';

@Module({
  imports: [CycleFactModule, GoalCorrectionModule, ResultBatchModule, RuleSetModule, ScoreModule],
  controllers: [ScoringRunController],
  providers: [
    ScoringRunRepository,
    RunInputs,
    Publications,
    PublishAgainService,
    ScoringRunService,
    ScoringRunReleaseService,
    ResultsApproval,
    RunLogAccess,
    AppraisalActivitiesProvider,
  ],
})
export class ScoringRunModule {}
