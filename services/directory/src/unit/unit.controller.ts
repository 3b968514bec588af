import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse } from '@nestjs/swagger';
import { ImportQuery, ImportResult, UnitPage } from '@goalbeat/contracts/directory/http';
import { UnitsQuery } from '@goalbeat/contracts/directory/organisation-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { z } from 'zod';
import { TableText, XLSX_TYPE } from '../csv/csv-body.js';
import { UnitImportService } from './unit-import.service.js';
import { UnitService } from './unit.service.js';

@Controller('v1/units')
export class UnitController {
  constructor(
    private readonly units: UnitService,
    private readonly imports: UnitImportService,
  ) {}

  @Get()
  @Permission('directory.units.read')
  @ApiOkResponse({ standardSchema: UnitPage })
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: UnitsQuery }) query: z.infer<typeof UnitsQuery>) {
    return this.units.list(principal, query);
  }

  @Post('import')
  @HttpCode(200)
  @Permission('directory.units.write')
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
}
