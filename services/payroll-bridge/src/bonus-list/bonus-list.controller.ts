import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import {
  BonusLinePage,
  BonusLineView,
  BonusListPage,
  BonusListQuery,
  BonusListView,
  CancelLine,
  EditLine,
  HoldLine,
  SubmitList,
} from '@goalbeat/contracts/payroll/http';
import {
  ListRoundDiff,
  ListRoundDiffQuery,
  ListRoundNumber,
  ListRounds,
  WhatIf,
  WhatIfView,
} from '@goalbeat/contracts/payroll/list-http';
import { Id, PageQuery } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { languageOf } from '@goalbeat/domain/wording/language';
import { BonusListService } from './bonus-list.service.js';
import { HoldLineService } from './hold-line.js';
import { ListRoundsService } from './list-rounds.service.js';
import { SubmitBonusList } from './submit-bonus-list.js';
import { WhatIfService } from './what-if.js';

@Controller('v1/bonus-lists')
export class BonusListController {
  constructor(
    private readonly lists: BonusListService,
    private readonly submitting: SubmitBonusList,
    private readonly holding: HoldLineService,
    private readonly rounds: ListRoundsService,
    private readonly whatIfs: WhatIfService,
  ) {}

  @Get()
  @Permission('payroll.list.read')
  @Answers(BonusListPage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: BonusListQuery }) query: z.infer<typeof BonusListQuery>,
  ) {
    return this.lists.list(principal, query);
  }

  @Get(':id')
  @Permission('payroll.list.read.asked')
  @Answers(BonusListView)
  get(@CurrentPrincipal() principal: Principal, @Param('id', { schema: Id }) id: string) {
    return this.lists.get(principal, id);
  }

  @Get(':id/lines')
  @Permission('payroll.list.read.asked')
  @Answers(BonusLinePage)
  lines(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.lists.linesOf(principal, id, query, languageOf(language));
  }

  @Patch(':id/lines/:lineId')
  @Permission('payroll.list.edit')
  @Answers(BonusLineView)
  edit(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) listId: string,
    @Param('lineId', { schema: Id }) lineId: string,
    @Body({ schema: EditLine }) body: z.infer<typeof EditLine>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.lists.edit(command, { listId, lineId }, body, languageOf(language));
  }

  @Post(':id/submit')
  @HttpCode(200)
  @Permission('payroll.list.submit')
  @Answers(BonusListView)
  submit(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SubmitList }) body: z.infer<typeof SubmitList>,
  ) {
    return this.submitting.submit(command, id, body);
  }

  /** Whoever has to sign takes a line out of what is signed, or puts it back before the next signature. */
  @Put(':id/lines/:lineId/hold')
  @Permission('payroll.list.hold')
  @Answers(BonusLineView)
  hold(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) listId: string,
    @Param('lineId', { schema: Id }) lineId: string,
    @Body({ schema: HoldLine }) body: z.infer<typeof HoldLine>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.holding.hold(command, { listId, lineId }, body, languageOf(language));
  }

  /** Gives up a held line of a signed list. */
  @Post(':id/lines/:lineId/cancel')
  @HttpCode(200)
  @Permission('payroll.list.hold')
  @Answers(BonusLineView)
  cancel(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) listId: string,
    @Param('lineId', { schema: Id }) lineId: string,
    @Body({ schema: CancelLine }) body: z.infer<typeof CancelLine>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.holding.cancel(command, { listId, lineId }, body, languageOf(language));
  }

  /** Each time the list was submitted. */
  @Get(':id/rounds')
  @Permission('payroll.list.read.asked')
  @Answers(ListRounds)
  roundsOf(@CurrentPrincipal() principal: Principal, @Param('id', { schema: Id }) id: string) {
    return this.rounds.of(principal, id);
  }

  /** What is another in a later round, the last one unless said. */
  @Get(':id/rounds/:round/diff')
  @Permission('payroll.list.read.asked')
  @Answers(ListRoundDiff)
  diff(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Param('round', { schema: ListRoundNumber }) round: number,
    @Query({ schema: ListRoundDiffQuery }) query: z.infer<typeof ListRoundDiffQuery>,
  ) {
    return this.rounds.diff(principal, id, round, query);
  }

  /** Writes nothing: what the list would come to by another plan, or by scaled amounts and multipliers. */
  @Post(':id/what-if')
  @HttpCode(200)
  @Permission('payroll.list.what-if')
  @Answers(WhatIfView)
  whatIf(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: WhatIf }) body: z.infer<typeof WhatIf>,
  ) {
    return this.whatIfs.ask(principal, id, body);
  }
}
