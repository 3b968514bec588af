import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  CorrectionBands,
  CorrectionBandsQuery,
  CorrectionView,
  CorrectPayments,
} from '@goalbeat/contracts/payroll/correction-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { CorrectionService } from './correction.service.js';

@Controller('v1/off-cycle-runs/corrections')
export class CorrectionController {
  constructor(private readonly corrections: CorrectionService) {}

  /** What corrected scores or another plan change of a cycle's money: first as a dry run, then with its fingerprint. */
  @Post()
  @HttpCode(200)
  @Permission('payroll.correction.write')
  @Answers(CorrectionView)
  correct(
    @Command({ keepForever: true }) command: CommandRequest,
    @Body({ schema: CorrectPayments }) body: z.infer<typeof CorrectPayments>,
  ) {
    return this.corrections.correct(command, body);
  }

  /** What a corrected score's band may be, of a cycle whose lists were built. */
  @Get('bands')
  @Permission('payroll.correction.write')
  @Answers(CorrectionBands)
  bands(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: CorrectionBandsQuery }) query: z.infer<typeof CorrectionBandsQuery>,
  ) {
    return this.corrections.bands(principal, query);
  }
}
