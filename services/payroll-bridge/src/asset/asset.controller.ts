import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import {
  AssetBalancePage,
  AssetBalanceQuery,
  AssetPage,
  AssetView,
  OwnAssetCode,
  PutAsset,
} from '@goalbeat/contracts/payroll/asset-http';
import { PageQuery } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { AssetBalanceService } from './asset-balance.service.js';
import { AssetService } from './asset.service.js';

@Controller('v1')
export class AssetController {
  constructor(
    private readonly assets: AssetService,
    private readonly balances: AssetBalanceService,
  ) {}

  /** What the company counts and gives besides money. */
  @Get('assets')
  @Permission('payroll.asset.read')
  @Answers(AssetPage)
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>) {
    return this.assets.list(principal, query);
  }

  @Put('assets/:code')
  @Permission('payroll.asset.write')
  @Answers(AssetView)
  put(
    @Command() command: CommandRequest,
    @Param('code', { schema: OwnAssetCode }) code: string,
    @Body({ schema: PutAsset }) body: z.infer<typeof PutAsset>,
  ) {
    return this.assets.put(command, code, body);
  }

  /** Who has how many points: one's own with `?mine`, else of everybody whose pay one may see. */
  @Get('balances')
  @Permission('payroll.payout.read')
  @Answers(AssetBalancePage)
  of(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: AssetBalanceQuery }) query: z.infer<typeof AssetBalanceQuery>,
  ) {
    return this.balances.list(principal, query);
  }
}
