import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { MeService } from './me.service.js';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';

@Module({
  imports: [AccountModule, IdentityModule],
  controllers: [SessionController],
  providers: [SessionService, MeService],
})
export class SessionModule {}
