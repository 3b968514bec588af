import { Injectable } from '@nestjs/common';
import type { PutRuleSet, RuleSetPage, RuleSetView } from '@goalbeat/contracts/appraisal/http';
import type { PageQuery } from '@goalbeat/contracts/wire';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { compareRatio, ratioOf } from '@goalbeat/domain/exact/ratio';
import { checkRuleSet, type RuleSet } from '@goalbeat/domain/scoring/points';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import type { RuleSetRow } from './rule-set.entity.js';
import { RuleSetRepository } from './rule-set.repository.js';

type View = z.infer<typeof RuleSetView>;

@Injectable()
export class RuleSetService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly rules: RuleSetRepository,
  ) {}

  /**
   * Adds the first or the next version. `version` in the body is the one that was read; it may be left out for a new code.
   * @throws validation, weights-not-100, stale-version
   */
  put(command: CommandRequest, code: string, body: z.infer<typeof PutRuleSet>): Promise<View> {
    requireScopes(command.principal, 'appraisal.rule-set.write');
    checkData(body.data);
    return this.work.command(command, async (tx) => {
      const before = await this.rules.newest(tx, code);
      if ((before?.version ?? undefined) !== body.version) {
        throw stale({ current: before?.version ?? null });
      }
      const now = await this.org.now(tx);
      const row: RuleSetRow = {
        tenantId: tx.tenantId,
        id: before?.id ?? uuid(),
        code,
        version: (before?.version ?? 0) + 1,
        data: body.data,
        updatedAt: now,
      };
      if (!(await this.rules.add(tx, row))) throw stale({ current: row.version });
      tx.log({
        subjectKind: 'rule-set',
        subjectId: row.id,
        action: before === null ? 'created' : 'changed',
        at: now,
        details: { code, version: row.version },
        ...actorOf(command.principal),
      });
      return viewOf(row);
    });
  }

  /** @throws not-found */
  async one(principal: Principal, code: string): Promise<View> {
    requireScopes(principal, 'appraisal.rule-set.read');
    const row = await this.work.read(principal.tenantId, (tx) => this.rules.newest(tx, code));
    if (row === null) throw new DomainError('not-found', 'There is no such rule set.');
    return viewOf(row);
  }

  async list(principal: Principal, query: PageQueryValue): Promise<z.infer<typeof RuleSetPage>> {
    requireScopes(principal, 'appraisal.rule-set.read');
    const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
    const rows = await this.work.read(principal.tenantId, (tx) => this.rules.list(tx, after, query.limit + 1));
    return pageOfRows(rows, query.limit, viewOf, (row) => [row.code]);
  }
}

type PageQueryValue = z.infer<typeof PageQuery>;

const stale = (details: { current: number | null }): DomainError =>
  new DomainError('stale-version', 'Read the newest version, then change it.', { field: 'version', details });

/** @throws validation, weights-not-100, naming the field. */
function checkData(data: RuleSet): void {
  if (new Set(data.groups.map((group) => group.code)).size !== data.groups.length) {
    throw new DomainError('validation', 'Each group has a code of its own.', { field: 'data.groups' });
  }
  try {
    checkRuleSet(data);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.code, error.message, { field: `data.${error.field ?? 'bands'}`, cause: error });
  }
  data.bands.forEach((band, index) => {
    const above = data.bands[index - 1];
    if (above !== undefined && compareRatio(ratioOf(above.from), ratioOf(band.from)) <= 0) {
      throw new DomainError('validation', 'Give the bands from the highest threshold down.', {
        field: `data.bands.${index}.from`,
      });
    }
  });
}

const viewOf = (row: RuleSetRow): View => ({
  id: row.id,
  code: row.code,
  version: row.version,
  data: row.data,
  updatedAt: row.updatedAt,
});
