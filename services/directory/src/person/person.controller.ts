import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse } from '@nestjs/swagger';
import { ImportQuery, ImportResult, PeopleQuery, PersonPage, PersonView } from '@goalbeat/contracts/directory/http';
import { AsOfQuery } from '@goalbeat/contracts/directory/organisation-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { z } from 'zod';
import { TableText, XLSX_TYPE } from '../csv/csv-body.js';
import { PersonImportService } from './person-import.service.js';
import { PersonService } from './person.service.js';

@Controller('v1/people')
export class PersonController {
  constructor(
    private readonly people: PersonService,
    private readonly imports: PersonImportService,
  ) {}

  @Get()
  @Permission('directory.people.read')
  @ApiOkResponse({ standardSchema: PersonPage })
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: PeopleQuery }) query: z.infer<typeof PeopleQuery>) {
    return this.people.list(principal, query);
  }

  @Get(':id')
  @Permission('directory.people.read')
  @ApiOkResponse({ standardSchema: PersonView })
  one(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: AsOfQuery }) query: z.infer<typeof AsOfQuery>,
  ) {
    return this.people.one(principal, id, query.asOf);
  }

  @Post('import')
  @HttpCode(200)
  @Permission('directory.people.import')
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
