import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { Me, SessionCreated, SignIn } from '@goalbeat/contracts/directory/http';
import {
  SessionPage,
  SessionsEnded,
  SessionsQuery,
  StepUp,
  SteppedUp,
} from '@goalbeat/contracts/directory/sign-in-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission, Public } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ClientAddress } from '../identity/client-address.js';
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
    return this.sessions.signIn(body, this.addresses.visitor(request));
  }

  @Get('sessions')
  @Permission('directory.sessions.read')
  @ApiOkResponse({ standardSchema: SessionPage })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: SessionsQuery }) query: z.infer<typeof SessionsQuery>,
  ) {
    return this.sessions.list(principal, query);
  }

  @Post('sessions/current/step-up')
  @HttpCode(200)
  @Permission('directory.sessions.write')
  @ApiOkResponse({ standardSchema: SteppedUp })
  stepUp(
    @Command() command: CommandRequest,
    @Req() request: FastifyRequest,
    @Body({ schema: StepUp }) body: z.infer<typeof StepUp>,
  ) {
    return this.sessions.stepUp(command, body.password, this.addresses.visitor(request));
  }

  @Delete('sessions/current')
  @HttpCode(204)
  @Permission('directory.sessions.write')
  @ApiNoContentResponse()
  end(@Command() command: CommandRequest) {
    return this.sessions.end(command);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Permission('directory.sessions.write')
  @ApiNoContentResponse()
  endOne(@Command() command: CommandRequest, @Param('id', { schema: Id }) id: string) {
    return this.sessions.endOne(command, id);
  }

  @Post('sessions/revoke-all')
  @HttpCode(200)
  @Permission('directory.sessions.write')
  @ApiOkResponse({ standardSchema: SessionsEnded })
  endAll(@Command() command: CommandRequest) {
    return this.sessions.endAll(command);
  }

  @Post('accounts/:personId/sign-out')
  @HttpCode(200)
  @Permission('directory.sessions.write')
  @ApiOkResponse({ standardSchema: SessionsEnded })
  endSomebodys(@Command() command: CommandRequest, @Param('personId', { schema: Id }) personId: string) {
    return this.sessions.endAll(command, personId);
  }

  @Get('me')
  @Permission('directory.tenant.read')
  @ApiOkResponse({ standardSchema: Me })
  me(@CurrentPrincipal() principal: Principal) {
    return this.mes.me(principal);
  }
}
