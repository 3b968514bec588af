import { Module } from '@nestjs/common';
import { CycleDefinitionModule } from '../cycle-definition/cycle-definition.module.js';
import { CycleModule } from '../cycle/cycle.module.js';
import { CycleStepModule } from '../cycle-step/cycle-step.module.js';
import { GoalSheetModule } from '../goal-sheet/goal-sheet.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { ChangeEffects } from './change-effects.js';
import { ChangeableSheets } from './changeable-sheets.js';
import { CycleChangeController } from './cycle-change.controller.js';
import { CycleChangeRepository } from './cycle-change.repository.js';
import { CycleChangeService } from './cycle-change.service.js';
import { WorkOut } from './work-out.js';

@Module({
  imports: [CycleDefinitionModule, CycleModule, OrganisationModule, CycleStepModule, GoalSheetModule],
  controllers: [CycleChangeController],
  providers: [CycleChangeService, CycleChangeRepository, ChangeableSheets, ChangeEffects, WorkOut],
})
export class CycleChangeModule {}
