import { Controller, Get, Query, Sse, type MessageEvent } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { Desk, DeskQuery } from '@goalbeat/contracts/directory/http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import type { Observable } from 'rxjs';
import type { z } from 'zod';
import { DeskStream } from './desk-stream.js';
import { DeskService } from './desk.service.js';

@Controller('v1/desk')
export class DeskController {
  constructor(
    private readonly desk: DeskService,
    private readonly streams: DeskStream,
  ) {}

  @Get()
  @Permission('directory.desk.read')
  @ApiOkResponse({ standardSchema: Desk })
  read(@CurrentPrincipal() principal: Principal, @Query({ schema: DeskQuery }) query: z.infer<typeof DeskQuery>) {
    return this.desk.read(principal, query);
  }

  @Sse('stream')
  @Permission('directory.desk.read')
  @ApiProduces('text/event-stream')
  stream(@CurrentPrincipal() principal: Principal): Observable<MessageEvent> {
    return this.streams.open(principal);
  }
}
