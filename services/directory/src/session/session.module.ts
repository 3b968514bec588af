import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { MeService } from './me.service.js';
import { SessionOpener } from './open-session.js';
import { OwnPassword } from './own-password.js';
import { OwnPasswordController } from './own-password.controller.js';
import { PasswordCheck } from './password-check.js';
import { SessionController } from './session.controller.js';
import { SessionService } from './session.service.js';

@Module({
  imports: [AccountModule, IdentityModule],
  controllers: [SessionController, OwnPasswordController],
  providers: [SessionService, MeService, OwnPassword, PasswordCheck, SessionOpener],
  exports: [SessionOpener, SessionService],
})
export class SessionModule {}
