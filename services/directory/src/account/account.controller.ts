import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse } from '@nestjs/swagger';
import { AccountsCreated, CreateAccounts } from '@goalbeat/contracts/directory/http';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { z } from 'zod';
import { AccountService } from './account.service.js';

@Controller('v1/accounts')
export class AccountController {
  constructor(private readonly accounts: AccountService) {}

  @Post()
  @Permission('directory.accounts.write')
  @ApiCreatedResponse({ standardSchema: AccountsCreated })
  create(@Command() command: CommandRequest, @Body({ schema: CreateAccounts }) body: z.infer<typeof CreateAccounts>) {
    return this.accounts.create(command, body);
  }
}
