import { Module } from '@nestjs/common';
import { GoalTemplateModule } from '../goal-template/goal-template.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { ApproverCheck } from './approvers.js';
import { CycleDefinitionController } from './cycle-definition.controller.js';
import { CycleDefinitionRepository } from './cycle-definition.repository.js';
import { CycleDefinitionService } from './cycle-definition.service.js';
import { DefinitionScheduleRepository } from './definition-schedule.repository.js';
import { DefinitionFiles } from './definition-files.js';
import { DefinitionHistory } from './definition-history.js';
import { DefinitionCheck } from './definition-check.js';
import { KnownNamesReader } from './known-names.js';
import { PreviewApprovers } from './preview-approvers.js';
import { PreviewService } from './preview.service.js';

@Module({
  imports: [OrganisationModule, GoalTemplateModule],
  controllers: [CycleDefinitionController],
  providers: [
    CycleDefinitionRepository,
    DefinitionScheduleRepository,
    CycleDefinitionService,
    PreviewApprovers,
    PreviewService,
    DefinitionCheck,
    DefinitionFiles,
    DefinitionHistory,
    KnownNamesReader,
    ApproverCheck,
  ],
  exports: [CycleDefinitionRepository, DefinitionScheduleRepository, DefinitionCheck],
})
export class CycleDefinitionModule {}
