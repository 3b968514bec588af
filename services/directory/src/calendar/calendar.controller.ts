import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse } from '@nestjs/swagger';
import { CalendarFileQuery, CalendarImportResult, ImportCalendar } from '@goalbeat/contracts/directory/calendar-http';
import { CalendarView, PutCalendar } from '@goalbeat/contracts/directory/http';
import { Code, pageOf } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { z } from 'zod';
import { ICS_TYPE, TableText } from '../csv/csv-body.js';
import { CalendarImportService } from './calendar-import.service.js';
import { CalendarService } from './calendar.service.js';

const CalendarPage = pageOf(CalendarView);
/** The version that is replaced; left out, the calendar is replaced whatever it is. */
const PutQuery = z.object({ version: z.coerce.number().int().min(1).optional() });

@Controller('v1/calendars')
export class CalendarController {
  constructor(
    private readonly calendars: CalendarService,
    private readonly imports: CalendarImportService,
  ) {}

  @Get()
  @Permission('directory.calendars.read')
  @ApiOkResponse({ standardSchema: CalendarPage })
  list(@CurrentPrincipal() principal: Principal) {
    return this.calendars.list(principal);
  }

  @Get(':code')
  @Permission('directory.calendars.read')
  @ApiOkResponse({ standardSchema: CalendarView })
  one(@CurrentPrincipal() principal: Principal, @Param('code', { schema: Code }) code: string) {
    return this.calendars.one(principal, code);
  }

  /** Says what would change unless `dryRun` is false. */
  @Post('import')
  @HttpCode(200)
  @Permission('directory.calendars.write')
  @ApiOkResponse({ standardSchema: CalendarImportResult })
  country(@Command() command: CommandRequest, @Body({ schema: ImportCalendar }) body: z.infer<typeof ImportCalendar>) {
    return this.imports.country(command, body);
  }

  @Post(':code/days/import')
  @HttpCode(200)
  @Permission('directory.calendars.write')
  @ApiConsumes('text/csv', ICS_TYPE)
  @ApiBody({ schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: CalendarImportResult })
  file(
    @Command() command: CommandRequest,
    @Param('code', { schema: Code }) code: string,
    @Query({ schema: CalendarFileQuery }) query: z.infer<typeof CalendarFileQuery>,
    @Body({ schema: TableText }) text: string,
  ) {
    return this.imports.file(command, code, query, text);
  }

  @Put(':code')
  @Permission('directory.calendars.write')
  @ApiOkResponse({ standardSchema: CalendarView })
  put(
    @Command() command: CommandRequest,
    @Param('code', { schema: Code }) code: string,
    @Query({ schema: PutQuery }) query: z.infer<typeof PutQuery>,
    @Body({ schema: PutCalendar }) content: z.infer<typeof PutCalendar>,
  ) {
    return this.calendars.put(command, code, content, query.version);
  }
}
