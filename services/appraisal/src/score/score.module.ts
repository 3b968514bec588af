import { Module } from '@nestjs/common';
import { ResultBatchModule } from '../result-batch/result-batch.module.js';
import { RuleSetModule } from '../rule-set/rule-set.module.js';
import { ScoreController } from './score.controller.js';
import { ScoreRepository } from './score.repository.js';
import { ScoreService } from './score.service.js';

@Module({
  imports: [ResultBatchModule, RuleSetModule],
  controllers: [ScoreController],
  providers: [ScoreRepository, ScoreService],
  exports: [ScoreRepository],
})
export class ScoreModule {}
