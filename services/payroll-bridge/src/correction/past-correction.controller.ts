import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  CorrectedLinePage,
  CorrectedLineQuery,
  PastCorrectionPage,
  PastCorrectionQuery,
} from '@goalbeat/contracts/payroll/correction-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { PastCorrectionService } from './past-correction.service.js';

@Controller('v1/corrections')
export class PastCorrectionController {
  constructor(private readonly corrections: PastCorrectionService) {}

  /** Corrections that were made, newest first: of a cycle, of a person, or all that the reader may see. */
  @Get()
  @Permission('payroll.correction.read')
  @Answers(PastCorrectionPage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: PastCorrectionQuery }) query: z.infer<typeof PastCorrectionQuery>,
  ) {
    return this.corrections.list(principal, query);
  }

  /** Whose money it changed, from what to what, and what was posted. */
  @Get(':id/lines')
  @Permission('payroll.correction.read')
  @Answers(CorrectedLinePage)
  lines(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: CorrectedLineQuery }) query: z.infer<typeof CorrectedLineQuery>,
  ) {
    return this.corrections.linesOf(principal, id, query);
  }
}
