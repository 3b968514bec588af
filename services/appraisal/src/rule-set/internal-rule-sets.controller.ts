import { Controller, Get, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Code, Id } from '@goalbeat/contracts/wire';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { Internal } from '@goalbeat/service-kit/auth/permission';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { z } from 'zod';
import { RuleSetRepository } from './rule-set.repository.js';

const RuleSetQuery = z.object({ tenant: Id, code: Code, version: z.coerce.number().int().min(1).optional() });

/** For goals: what a change of a running cycle would do to scores. */
@Controller('internal/v1/rule-sets')
@Internal('internal.rules.read')
@ApiExcludeController()
export class InternalRuleSetsController {
  constructor(
    private readonly rules: RuleSetRepository,
    private readonly uow: UnitOfWork,
  ) {}

  @Get()
  one(@Query({ schema: RuleSetQuery }) { tenant, code, version }: z.infer<typeof RuleSetQuery>) {
    return this.uow.read(tenant, async (tx) => {
      const row =
        version === undefined ? await this.rules.newest(tx, code) : await this.rules.version(tx, code, version);
      if (row === null) throw new DomainError('not-found', 'There is no such rule set.');
      return { code: row.code, version: row.version, data: row.data };
    });
  }
}
