import { Module } from '@nestjs/common';
import { GoalTemplateController } from './goal-template.controller.js';
import { GoalTemplateRepository } from './goal-template.repository.js';
import { GoalTemplateService } from './goal-template.service.js';
import { IndicatorPackController } from './indicator-pack.controller.js';
import { TemplateLibrary } from './template-library.js';
import { TemplateUsesReader } from './template-uses.js';

@Module({
  controllers: [GoalTemplateController, IndicatorPackController],
  providers: [GoalTemplateRepository, GoalTemplateService, TemplateLibrary, TemplateUsesReader],
  exports: [GoalTemplateRepository],
})
export class GoalTemplateModule {}
