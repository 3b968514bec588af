import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { SessionModule } from '../session/session.module.js';
import { FirstRunController } from './first-run.controller.js';
import { FirstRunService } from './first-run.service.js';

@Module({
  imports: [AccountModule, IdentityModule, SessionModule],
  controllers: [FirstRunController],
  providers: [FirstRunService],
})
export class FirstRunModule {}
