import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CreateOffCycleRun, ReleaseHeldLines, RunPage, RunQuery, RunView } from '@goalbeat/contracts/payroll/http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { OffCycleService } from './off-cycle.service.js';
import { PayoutRunService } from './payout-run.service.js';
import { ReleaseHeldService } from './release-held.service.js';

@Controller('v1')
export class PayoutRunController {
  constructor(
    private readonly runs: PayoutRunService,
    private readonly offCycle: OffCycleService,
    private readonly releasing: ReleaseHeldService,
  ) {}

  @Get('runs')
  @Permission('payroll.list.read')
  @Answers(RunPage)
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: RunQuery }) query: z.infer<typeof RunQuery>) {
    return this.runs.list(principal, query);
  }

  @Get('runs/:id')
  @Permission('payroll.list.read')
  @Answers(RunView)
  get(@CurrentPrincipal() principal: Principal, @Param('id', { schema: Id }) id: string) {
    return this.runs.get(principal, id);
  }

  @Post('off-cycle-runs')
  @Permission('payroll.off-cycle.write')
  @Answers(RunView, 201)
  create(
    @Command({ keepForever: true }) command: CommandRequest,
    @Body({ schema: CreateOffCycleRun }) body: z.infer<typeof CreateOffCycleRun>,
  ) {
    return this.offCycle.create(command, body);
  }

  /** Held lines of signed lists, on a list of their own. */
  @Post('off-cycle-runs/held-lines')
  @Permission('payroll.off-cycle.write')
  @Answers(RunView, 201)
  release(
    @Command({ keepForever: true }) command: CommandRequest,
    @Body({ schema: ReleaseHeldLines }) body: z.infer<typeof ReleaseHeldLines>,
  ) {
    return this.releasing.release(command, body);
  }
}
