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
import { Activation } from './activation.service.js';
import { DefinitionWarnings } from './definition-warnings.js';
import { Overlaps } from './overlaps.js';
import { PeerRules } from './peer-rules.js';
import { ReadyCheck } from './ready-check.js';
import { RulesCheck } from './rules-check.js';
import { KnownNamesReader } from './known-names.js';
import { PreviewApprovers } from './preview-approvers.js';
import { PreviewLooks } from './preview-looks.js';
import { PreviewService } from './preview.service.js';

@Module({
  imports: [OrganisationModule, GoalTemplateModule],
  controllers: [CycleDefinitionController],
  providers: [
    CycleDefinitionRepository,
    DefinitionScheduleRepository,
    CycleDefinitionService,
    PreviewApprovers,
    PreviewLooks,
    PreviewService,
    DefinitionCheck,
    DefinitionFiles,
    DefinitionHistory,
    KnownNamesReader,
    DefinitionWarnings,
    Overlaps,
    PeerRules,
    RulesCheck,
    ReadyCheck,
    Activation,
    ApproverCheck,
  ],
  exports: [CycleDefinitionRepository, DefinitionScheduleRepository, DefinitionCheck, PeerRules],
})
export class CycleDefinitionModule {}
