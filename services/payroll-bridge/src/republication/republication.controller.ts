import { Controller, Get, Query } from '@nestjs/common';
import { RepublicationPage, RepublicationQuery } from '@goalbeat/contracts/payroll/correction-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { RepublicationService } from './republication.service.js';

@Controller('v1/republications')
export class RepublicationController {
  constructor(private readonly republications: RepublicationService) {}

  /** Scores that were published again, newest first, and what came of them. */
  @Get()
  @Permission('payroll.correction.read')
  @Answers(RepublicationPage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: RepublicationQuery }) query: z.infer<typeof RepublicationQuery>,
  ) {
    return this.republications.list(principal, query);
  }
}
