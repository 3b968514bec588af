import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { scopesFor } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '../db/tx.js';
import type { ProcessLogAccess } from './process-log-access.js';
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
    if (!(await this.#isTheirs(tx, principal, subject)))
      throw new DomainError('forbidden', 'Ask for the log of one subject that is yours to see.', { field: 'subject' });
  }

  /** Whoever keeps an installation going sees that something happened, and not what it was about. */
  async seesDetails(tx: Tx, principal: Principal, subject: string | undefined): Promise<boolean> {
    const need = this.#access?.detailsNeed;
    if (need === undefined || scopesFor(principal, need).includes('tenant')) return true;
    return this.#isTheirs(tx, principal, subject);
  }

  async #isTheirs(tx: Tx, principal: Principal, subject: string | undefined): Promise<boolean> {
    const [kind, id] = subject?.split(':') ?? [];
    const access = this.#access;
    return (
      kind !== undefined && id !== undefined && access !== undefined && access.mayRead(tx, principal, { kind, id })
    );
  }

  get #access(): ProcessLogAccess | undefined {
    const { processLogAccess } = this.options;
    return processLogAccess === undefined ? undefined : this.modules.get(processLogAccess, { strict: false });
  }
}
