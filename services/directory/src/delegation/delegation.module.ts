import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { DelegationController } from './delegation.controller.js';
import { DelegationTurns } from './delegation-turns.js';
import { DelegationTurnsWorker } from './delegation-turns.worker.js';
import { DelegationService } from './delegation.service.js';

@Module({
  imports: [DeskModule],
  controllers: [DelegationController],
  providers: [DelegationService, DelegationTurns, DelegationTurnsWorker],
})
export class DelegationModule {}
