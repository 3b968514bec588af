import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { AbsencePage, AbsenceQuery, AbsenceView, CreateAbsence } from '@goalbeat/contracts/directory/absence-http';
import { ImportQuery, ImportResult } from '@goalbeat/contracts/directory/http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { z } from 'zod';
import { TableText, XLSX_TYPE } from '../csv/csv-body.js';
import { AbsenceImportService } from './absence-import.service.js';
import { AbsenceService } from './absence.service.js';

@Controller('v1/absences')
export class AbsenceController {
  constructor(
    private readonly absences: AbsenceService,
    private readonly imports: AbsenceImportService,
  ) {}

  @Post()
  @Permission('directory.absences.write')
  @ApiCreatedResponse({ standardSchema: AbsenceView })
  create(@Command() command: CommandRequest, @Body({ schema: CreateAbsence }) body: z.infer<typeof CreateAbsence>) {
    return this.absences.create(command, body);
  }

  @Get()
  @Permission('directory.absences.read')
  @ApiOkResponse({ standardSchema: AbsencePage })
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: AbsenceQuery }) query: z.infer<typeof AbsenceQuery>) {
    return this.absences.list(principal, query);
  }

  @Post('import')
  @HttpCode(200)
  @Permission('directory.absences.import')
  @ApiConsumes('text/csv', XLSX_TYPE)
  @ApiBody({ schema: { type: 'string' } })
  @ApiOkResponse({ standardSchema: ImportResult })
  import(
    @Command() command: CommandRequest,
    @Query({ schema: ImportQuery }) query: z.infer<typeof ImportQuery>,
    @Body({ schema: TableText }) text: string,
  ) {
    return this.imports.import(command, query.mode, text);
  }

  @Delete(':id')
  @Permission('directory.absences.write')
  @ApiOkResponse({ standardSchema: AbsenceView })
  cancel(@Command() command: CommandRequest, @Param('id', { schema: Id }) id: string) {
    return this.absences.cancel(command, id);
  }
}
