import { Controller, Get, Query } from '@nestjs/common';
import { JournalPage } from '@goalbeat/contracts/payroll/http';
import { PageQuery } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { LedgerService } from './ledger.service.js';

@Controller('v1/ledger')
export class LedgerController {
  constructor(private readonly ledger: LedgerService) {}

  /** Entries, newest first; debit and credit of a transaction share its instant and cause. */
  @Get('journal')
  @Permission('payroll.ledger.read')
  @Answers(JournalPage)
  journal(@CurrentPrincipal() principal: Principal, @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>) {
    return this.ledger.journal(principal, query);
  }
}
