import { Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiResponse } from '@nestjs/swagger';
import { Id } from '@goalbeat/contracts/wire';
import { languageOf } from '@goalbeat/domain/wording/language';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { FastifyReply } from 'fastify';
import { ListExportService } from './list-export.service.js';

@Controller('v1/bonus-lists/:id/exports')
export class ListExportController {
  constructor(private readonly exports: ListExportService) {}

  /** The list as a file for spreadsheets; who took it is in the process log. */
  @Post()
  @HttpCode(200)
  @Permission('payroll.list.export')
  @ApiProduces('text/csv')
  @ApiResponse({ status: 200, description: '', content: { 'text/csv': { schema: { type: 'string' } } } })
  async export(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Headers('accept-language') language: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, content } = await this.exports.csv(command, id, languageOf(language));
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'private, no-store')
      .send(content);
  }
}
