import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AuthorizeRequest } from '@goalbeat/contracts/directory/http';
import { Id } from '@goalbeat/contracts/wire';
import { Internal } from '@goalbeat/service-kit/auth/permission';
import { z } from 'zod';
import { OrganisationService } from './organisation.service.js';

const OfTenant = z.object({ tenant: Id });

@Controller('internal/v1')
@Internal('internal.organisation.read')
@ApiExcludeController()
export class OrganisationController {
  constructor(private readonly organisation: OrganisationService) {}

  @Get('org-version')
  version(@Query({ schema: OfTenant }) query: z.infer<typeof OfTenant>) {
    return this.organisation.version(query.tenant);
  }

  @Get('org-snapshot')
  snapshot(@Query({ schema: OfTenant }) query: z.infer<typeof OfTenant>) {
    return this.organisation.snapshot(query.tenant);
  }

  @Post('authorize')
  @Internal('internal.authority.ask')
  @HttpCode(200)
  authorize(@Body({ schema: AuthorizeRequest }) body: z.infer<typeof AuthorizeRequest>) {
    return this.organisation.authorize(body);
  }
}
