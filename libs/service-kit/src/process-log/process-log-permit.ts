import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { scopesFor } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '../db/tx.js';
import { SERVICE_OPTIONS, type ServiceOptions } from '../start/service-options.js';

/** Who may read what of a service's process log. */
@Injectable()
export class ProcessLogPermit {
  constructor(
    private readonly modules: ModuleRef,
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
  ) {}

  /**
   * Who sees the whole tenant may read at will; others read of one subject that is theirs.
   * @param subject `kind:id`
   * @throws forbidden
   */
  async requireRead(tx: Tx, principal: Principal, subject: string | undefined): Promise<void> {
    if (scopesFor(principal, 'process-log.read').includes('tenant')) return;
    const access = this.options.processLogAccess;
    const [kind, id] = subject?.split(':') ?? [];
    const mine =
      kind !== undefined &&
      id !== undefined &&
      access !== undefined &&
      (await this.modules.get(access, { strict: false }).mayRead(tx, principal, { kind, id }));
    if (!mine)
      throw new DomainError('forbidden', 'Ask for the log of one subject that is yours to see.', { field: 'subject' });
  }
}
