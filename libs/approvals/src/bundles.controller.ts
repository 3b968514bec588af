import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BundleView, DecideBundleBody, DecideBundleResult } from '@goalbeat/contracts/approvals/bundle-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import { Bundles } from './bundles.js';

@ApiTags('approvals')
@Controller('v1/bundles')
export class BundlesController {
  constructor(private readonly bundles: Bundles) {}

  @Get(':id')
  @Permission('approvals.decide')
  @Answers(BundleView)
  view(@CurrentPrincipal() principal: Principal, @Param('id', { schema: Id }) id: string): Promise<BundleView> {
    return this.bundles.view(principal, id);
  }

  @Post(':id/decisions')
  @HttpCode(200)
  @Permission('approvals.decide')
  @Answers(DecideBundleResult)
  decide(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: DecideBundleBody }) body: DecideBundleBody,
  ): Promise<DecideBundleResult> {
    return this.bundles.decide(command, id, body);
  }
}
