import { Controller, Get, Query } from '@nestjs/common';
import { BalancesQuery, BalancesView, JournalPage, JournalQuery } from '@goalbeat/contracts/payroll/http';
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
  journal(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: JournalQuery }) query: z.infer<typeof JournalQuery>,
  ) {
    return this.ledger.journal(principal, query);
  }

  /** Sums by currency and account, of everything, of a run or of a line. */
  @Get('balances')
  @Permission('payroll.ledger.read')
  @Answers(BalancesView)
  balances(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: BalancesQuery }) query: z.infer<typeof BalancesQuery>,
  ) {
    return this.ledger.balances(principal, query);
  }
}
