import { Module } from '@nestjs/common';
import { GoalSheetModule } from '../goal-sheet/goal-sheet.module.js';
import { EvidenceStore } from './evidence-store.js';
import { EvidenceController } from './evidence.controller.js';
import { EvidenceService } from './evidence.service.js';

@Module({ imports: [GoalSheetModule], controllers: [EvidenceController], providers: [EvidenceService, EvidenceStore] })
export class EvidenceModule {}
