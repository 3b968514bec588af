import { Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { NoticePage, NoticeView } from '@goalbeat/contracts/directory/http';
import { Id, PageQuery } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { z } from 'zod';
import { languageOf } from '@goalbeat/domain/wording/language';
import { NoticeService } from './notice.service.js';

@Controller('v1/notices')
export class NoticeController {
  constructor(private readonly notices: NoticeService) {}

  @Get()
  @Permission('directory.notices.read')
  @ApiOkResponse({ standardSchema: NoticePage })
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
    @Headers('accept-language') languages: string | undefined,
  ) {
    return this.notices.list(principal, query, languageOf(languages));
  }

  @Post(':id/read')
  @HttpCode(200)
  @Permission('directory.notices.write')
  @ApiOkResponse({ standardSchema: NoticeView })
  markRead(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Headers('accept-language') languages: string | undefined,
  ) {
    return this.notices.markRead(command, id, languageOf(languages));
  }
}
