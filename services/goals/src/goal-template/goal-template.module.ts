import { Module } from '@nestjs/common';
import { GoalTemplateController } from './goal-template.controller.js';
import { GoalTemplateRepository } from './goal-template.repository.js';
import { GoalTemplateService } from './goal-template.service.js';

@Module({
  controllers: [GoalTemplateController],
  providers: [GoalTemplateRepository, GoalTemplateService],
  exports: [GoalTemplateRepository],
})
export class GoalTemplateModule {}
