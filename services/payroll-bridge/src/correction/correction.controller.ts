import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { CorrectionView, CorrectPayments } from '@goalbeat/contracts/payroll/correction-http';
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
}
