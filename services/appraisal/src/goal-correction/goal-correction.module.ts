import { Module } from '@nestjs/common';
import { GoalCorrectionRepository } from './goal-correction.repository.js';

@Module({ providers: [GoalCorrectionRepository], exports: [GoalCorrectionRepository] })
export class GoalCorrectionModule {}
