import { Injectable } from '@nestjs/common';
import type { PutDefinition, RetireDefinition } from '@goalbeat/contracts/goals/definition-http';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { isRealClock } from '@goalbeat/domain/clock/tenant-clock';
import { nextDefinition } from '@goalbeat/domain/definition/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Language } from '@goalbeat/domain/wording/language';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows, type Page, type PageQuery } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { requireHr, requireUnits } from '../access/require-units.js';
import { oneAtATime } from '../version/one-at-a-time.js';
import { requireSameCode } from '../version/same-code.js';
import { FreshOrganisation } from '../organisation/fresh-organisation.js';
import { CycleDefinitionRepository, type Data, type Definition, type View } from './cycle-definition.repository.js';
import { DefinitionCheck } from './definition-check.js';
import { scheduleRemoval } from './schedule-of.js';

@Injectable()
export class CycleDefinitionService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly definitions: CycleDefinitionRepository,
    private readonly check: DefinitionCheck,
    private readonly fresh: FreshOrganisation,
    private readonly org: OrgCopy,
  ) {}

  /**
   * Makes the definition or its next version, as a draft. Cycles that run keep their version.
   * @throws forbidden, validation, unknown-unit, unknown-person (all with `errors`), stale-version, unavailable, copy-behind
   */
  async put(
    command: CommandRequest,
    code: string,
    body: z.infer<typeof PutDefinition>,
    language: Language,
  ): Promise<View> {
    const { principal } = command;
    requireHr(principal, 'goals.definition.write');
    requireSameCode(code, body.code);
    // A definition often follows an import by seconds: what directory knows must be known here before a name is refused.
    await this.fresh.upToDate(principal.tenantId);
    return this.uow.command(command, async (tx) => {
      await this.#requireReach(tx, principal, body.data);
      await this.check.requireGood(tx, body.data, language);
      const now = await this.org.now(tx);
      await oneAtATime(tx, 'definition', code);
      const found = await this.definitions.byCode(tx, code);
      const before = found === undefined ? undefined : await this.definitions.lock(tx, found.id);
      if (before !== undefined) nextDefinition(before.state, 'change');
      if (before !== undefined) await this.#requireReach(tx, principal, before.data);
      if (body.version !== undefined && body.version !== (before?.version ?? 0)) throw stale();
      const after =
        before === undefined
          ? await this.definitions.add(tx, code, body.data, now)
          : await this.definitions.addVersion(tx, before, body.data, now);
      logDefinition(tx, command, after, before === undefined ? 'definition.created' : 'definition.changed', now);
      return after;
    });
  }

  /**
   * It opens no more cycles; those that run finish by their version. A change brings it back as a draft.
   * @throws forbidden, not-found, stale-version, wrong-state
   */
  retire(command: CommandRequest, id: string, body: z.infer<typeof RetireDefinition>): Promise<View> {
    const { principal } = command;
    requireHr(principal, 'goals.definition.write');
    return this.uow.command(command, async (tx) => {
      const before = await this.definitions.lock(tx, id);
      await this.#requireReach(tx, principal, before.data);
      if (before.version !== body.version) throw stale();
      nextDefinition(before.state, 'retire');
      const { clock } = await this.org.tenant(tx);
      const now = this.org.at(clock);
      const after = await this.definitions.retire(tx, before, now);
      if (isRealClock(clock)) tx.tell(scheduleRemoval(tx.tenantId, id));
      logDefinition(tx, command, after, 'definition.retired', now, body.reason);
      return after;
    });
  }

  list(principal: Principal, query: PageQuery): Promise<Page<View>> {
    requireScopes(principal, 'goals.definition.read');
    const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
    return this.uow.read(principal.tenantId, async (tx) =>
      pageOfRows(
        await this.definitions.page(tx, query.limit + 1, after),
        query.limit,
        (row) => row,
        (row) => [row.code],
      ),
    );
  }

  /** @throws not-found */
  one(principal: Principal, id: string): Promise<View> {
    requireScopes(principal, 'goals.definition.read');
    return this.uow.read(principal.tenantId, (tx) => this.definitions.one(tx, id));
  }

  #requireReach(tx: Tx, principal: Principal, data: Data): Promise<void> {
    return requireUnits(tx, principal, 'goals.definition.write', data.who.units);
  }
}

export function logDefinition(
  tx: Tx,
  command: CommandRequest,
  definition: Definition,
  action: string,
  at: string,
  reason?: string,
): void {
  tx.log({
    subjectKind: 'cycle-definition',
    subjectId: definition.id,
    action,
    ...actorOf(command.principal),
    at,
    ...(reason === undefined ? {} : { reason }),
    details: { code: definition.code, version: definition.version },
  });
}

export function stale(): DomainError {
  return new DomainError('stale-version', 'The definition was changed meanwhile: read it again.', { field: 'version' });
}
