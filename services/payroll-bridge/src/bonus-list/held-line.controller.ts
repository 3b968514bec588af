import { Controller, Get, Headers, Query } from '@nestjs/common';
import { HeldLinePage, HeldLineQuery } from '@goalbeat/contracts/payroll/held-line-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { languageOf } from '@goalbeat/domain/wording/language';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { HeldLinesService } from './held-lines.service.js';

@Controller('v1/held-lines')
export class HeldLineController {
  constructor(private readonly held: HeldLinesService) {}

  /** Lines of signed lists whose money waits for somebody to decide. */
  @Get()
  @Permission('payroll.list.read')
  @Answers(HeldLinePage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: HeldLineQuery }) query: z.infer<typeof HeldLineQuery>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.held.list(principal, query, languageOf(language));
  }
}
