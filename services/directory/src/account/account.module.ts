import { Module } from '@nestjs/common';
import { AccountController } from './account.controller.js';
import { AccountService } from './account.service.js';
import { Passwords } from './passwords.js';

@Module({ controllers: [AccountController], providers: [AccountService, Passwords], exports: [Passwords] })
export class AccountModule {}
