import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import {
  OpenRehearsalTenant,
  RehearsalDeskQuery,
  RehearsalTokenRequest,
  RunClockUntil,
} from '@goalbeat/contracts/directory/rehearsal-http';
import { Id } from '@goalbeat/contracts/wire';
import { Internal } from '@goalbeat/service-kit/auth/permission';
import type { z } from 'zod';
import { RehearsalTokenService } from './rehearsal-tokens.service.js';
import { RehearsalService } from './rehearsal.service.js';

@Controller('internal/v1/rehearsal-tenants')
@Internal('internal.rehearsals.run')
@ApiExcludeController()
export class RehearsalController {
  constructor(
    private readonly rehearsals: RehearsalService,
    private readonly tokens: RehearsalTokenService,
  ) {}

  @Post()
  open(@Body({ schema: OpenRehearsalTenant }) body: OpenRehearsalTenant) {
    return this.rehearsals.open(body);
  }

  @Post(':id/remove')
  @HttpCode(200)
  remove(@Param('id', { schema: Id }) id: string) {
    return this.rehearsals.remove(id);
  }

  @Post(':id/tokens')
  @HttpCode(200)
  issue(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RehearsalTokenRequest }) body: z.infer<typeof RehearsalTokenRequest>,
  ) {
    return this.tokens.issue(id, body.personIds);
  }

  @Post(':id/clock')
  @HttpCode(200)
  runUntil(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RunClockUntil }) body: z.infer<typeof RunClockUntil>,
  ) {
    return this.rehearsals.runUntil(id, body.until);
  }

  @Get(':id/desk')
  desk(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: RehearsalDeskQuery }) query: z.infer<typeof RehearsalDeskQuery>,
  ) {
    return this.rehearsals.desk(id, query.state);
  }

  @Get(':id/notices')
  notices(@Param('id', { schema: Id }) id: string) {
    return this.rehearsals.notices(id);
  }
}
