import { Module } from '@nestjs/common';
import { DeskModule } from '../desk/desk.module.js';
import { DelegationController } from './delegation.controller.js';
import { DelegationService } from './delegation.service.js';

@Module({ imports: [DeskModule], controllers: [DelegationController], providers: [DelegationService] })
export class DelegationModule {}
