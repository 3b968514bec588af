import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Delays, DelaysQuery } from '@goalbeat/contracts/process-log-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Answers } from '@goalbeat/service-kit/http/answers';
import { DelayReader } from './delay-reader.js';

@ApiTags('process-log')
@Controller('v1/process-log/delays')
export class DelaysController {
  constructor(private readonly reader: DelayReader) {}

  @Get()
  @Permission('process-log.read')
  @Answers(Delays)
  delays(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: DelaysQuery }) query: DelaysQuery,
  ): Promise<Delays> {
    return this.reader.delays(principal, query);
  }
}
