import { Body, Controller, HttpCode, Put, Req } from '@nestjs/common';
import { ApiNoContentResponse } from '@nestjs/swagger';
import { ChangePassword } from '@goalbeat/contracts/directory/sign-in-http';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ClientAddress } from '../identity/client-address.js';
import { OwnPassword } from './own-password.js';

@Controller('v1/accounts/current/password')
export class OwnPasswordController {
  constructor(
    private readonly passwords: OwnPassword,
    private readonly addresses: ClientAddress,
  ) {}

  @Put()
  @HttpCode(204)
  @Permission('directory.password.write')
  @ApiNoContentResponse()
  change(
    @Command() command: CommandRequest,
    @Req() request: FastifyRequest,
    @Body({ schema: ChangePassword }) body: z.infer<typeof ChangePassword>,
  ) {
    return this.passwords.change(command, body, this.addresses.visitor(request));
  }
}
