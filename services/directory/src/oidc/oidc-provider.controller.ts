import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { OidcProviderView, PutOidcProvider } from '@goalbeat/contracts/directory/sign-in-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { z } from 'zod';
import { OidcProviders } from './oidc-provider.service.js';

@Controller('v1/identity-provider')
export class OidcProviderController {
  constructor(private readonly providers: OidcProviders) {}

  @Get()
  @Permission('directory.sign-in.read')
  @ApiOkResponse({ standardSchema: OidcProviderView })
  read(@CurrentPrincipal() principal: Principal) {
    return this.providers.read(principal);
  }

  @Put()
  @Permission('directory.sign-in.write')
  @ApiOkResponse({ standardSchema: OidcProviderView })
  put(@Command() command: CommandRequest, @Body({ schema: PutOidcProvider }) body: z.infer<typeof PutOidcProvider>) {
    return this.providers.put(command, body);
  }

  @Delete()
  @HttpCode(204)
  @Permission('directory.sign-in.write')
  @ApiNoContentResponse()
  remove(@Command() command: CommandRequest) {
    return this.providers.remove(command);
  }
}
