import { Module } from '@nestjs/common';
import { GoalCorrectionModule } from '../goal-correction/goal-correction.module.js';
import { ResultBatchModule } from '../result-batch/result-batch.module.js';
import { RuleSetModule } from '../rule-set/rule-set.module.js';
import { ScoreController } from './score.controller.js';
import { ScoreRepository } from './score.repository.js';
import { ScoreService } from './score.service.js';

@Module({
  imports: [GoalCorrectionModule, ResultBatchModule, RuleSetModule],
  controllers: [ScoreController],
  providers: [ScoreRepository, ScoreService],
  exports: [ScoreRepository],
})
export class ScoreModule {}
