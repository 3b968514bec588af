import { Module } from '@nestjs/common';
import { TokenModule } from '../token/token.module.js';
import { RehearsalTokenService } from './rehearsal-tokens.service.js';
import { RehearsalController } from './rehearsal.controller.js';
import { RehearsalService } from './rehearsal.service.js';

@Module({
  imports: [TokenModule],
  controllers: [RehearsalController],
  providers: [RehearsalService, RehearsalTokenService],
})
export class RehearsalModule {}
