import { Body, Controller, Delete, Get, HttpCode, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Me, SessionCreated, SignIn } from '@goalbeat/contracts/directory/http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission, Public } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ClientAddress } from '../identity/client-address.js';
import { sessionIdOf } from '../token/session-id.js';
import { MeService } from './me.service.js';
import { SessionService } from './session.service.js';

@Controller('v1')
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly mes: MeService,
    private readonly addresses: ClientAddress,
  ) {}

  @Post('sessions')
  @Public()
  @ApiCreatedResponse({ standardSchema: SessionCreated })
  signIn(@Req() request: FastifyRequest, @Body({ schema: SignIn }) body: z.infer<typeof SignIn>) {
    return this.sessions.signIn(body, this.addresses.of(request));
  }

  @Delete('sessions/current')
  @HttpCode(204)
  @Permission('directory.sessions.write')
  end(@Command() command: CommandRequest, @Req() request: FastifyRequest) {
    return this.sessions.end(command, sessionIdOf(request));
  }

  @Post('sessions/revoke-all')
  @HttpCode(200)
  @Permission('directory.sessions.write')
  endAll(@Command() command: CommandRequest) {
    return this.sessions.endAll(command);
  }

  @Get('me')
  @Permission('directory.tenant.read')
  @ApiOkResponse({ standardSchema: Me })
  me(@CurrentPrincipal() principal: Principal) {
    return this.mes.me(principal);
  }
}
