import { Controller, Get, Headers, Query } from '@nestjs/common';
import { CorrectedPayPage, CorrectedPayQuery } from '@goalbeat/contracts/payroll/corrected-pay-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { languageOf } from '@goalbeat/domain/wording/language';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { CorrectedPayService } from './corrected-pay.service.js';

@Controller('v1/corrected-pay')
export class CorrectedPayController {
  constructor(private readonly corrected: CorrectedPayService) {}

  /** One's own, like `payouts?mine`: what corrections changed, what is kept back for it, and why. */
  @Get()
  @Permission('payroll.payout.read')
  @Answers(CorrectedPayPage)
  mine(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: CorrectedPayQuery }) query: z.infer<typeof CorrectedPayQuery>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.corrected.mine(principal, query, languageOf(language));
  }
}
