import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces } from '@nestjs/swagger';
import {
  PayoutFilePage,
  PayoutFileQuery,
  PayoutFileView,
  ResultsQuery,
  ResultsTaken,
} from '@goalbeat/contracts/payroll/hand-over-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers, Refuses } from '@goalbeat/service-kit/http/answers';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CsvText } from './csv-body.js';
import { PayoutFileService } from './payout-file.service.js';

@Controller('v1/payout-files')
export class PayoutFileController {
  constructor(private readonly files: PayoutFileService) {}

  @Get()
  @Permission('payroll.hand-over.read')
  @Answers(PayoutFilePage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: PayoutFileQuery }) query: z.infer<typeof PayoutFileQuery>,
  ) {
    return this.files.list(principal, query);
  }

  @Post(':id/release')
  @HttpCode(200)
  @Permission('payroll.hand-over.file')
  @Answers(PayoutFileView)
  release(@Command({ keepForever: true }) command: CommandRequest, @Param('id', { schema: Id }) id: string) {
    return this.files.release(command, id);
  }

  @Get(':id/content')
  @Permission('payroll.hand-over.file')
  @ApiProduces('text/csv')
  @Refuses(409, 'It has not been released, or payouts are stopped')
  async content(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, content, sha256 } = await this.files.content(principal, id);
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('digest', `sha-256=${Buffer.from(sha256, 'hex').toString('base64')}`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(content);
  }

  /** The file with payroll's columns filled in, as text/csv in UTF-8 or GB18030. */
  @Post(':id/results')
  @HttpCode(200)
  @Permission('payroll.hand-over.file')
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string' } })
  @Answers(ResultsTaken)
  take(
    @Command({ keepForever: true }) command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: ResultsQuery }) query: z.infer<typeof ResultsQuery>,
    @Body({ schema: CsvText }) text: string,
  ) {
    return this.files.take(command, id, query, text);
  }
}
