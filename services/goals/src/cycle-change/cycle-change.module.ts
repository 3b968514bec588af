import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module.js';
import { CycleStepModule } from '../cycle-step/cycle-step.module.js';
import { GoalSheetModule } from '../goal-sheet/goal-sheet.module.js';
import { ChangeEffects } from './change-effects.js';
import { ChangeableSheets } from './changeable-sheets.js';
import { CycleChangeController } from './cycle-change.controller.js';
import { CycleChangeRepository } from './cycle-change.repository.js';
import { CycleChangeService } from './cycle-change.service.js';
import { PeerRules } from './peer-rules.js';
import { WorkOut } from './work-out.js';

@Module({
  imports: [CycleModule, CycleStepModule, GoalSheetModule],
  controllers: [CycleChangeController],
  providers: [CycleChangeService, CycleChangeRepository, ChangeableSheets, ChangeEffects, PeerRules, WorkOut],
})
export class CycleChangeModule {}
