import { Injectable } from '@nestjs/common';
import type { DiffQuery, VersionDiff } from '@goalbeat/contracts/goals/definition-http';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows, type Page, type PageQuery } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { askedVersions } from '../version/asked-versions.js';
import { versionDiff } from '../version/version-diff.js';
import { CycleDefinitionRepository, type VersionRow } from './cycle-definition.repository.js';

/** What a definition was before: every version stays readable. */
@Injectable()
export class DefinitionHistory {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly definitions: CycleDefinitionRepository,
  ) {}

  /** Newest first. @throws not-found */
  versions(principal: Principal, id: string, query: PageQuery): Promise<Page<VersionRow>> {
    requireScopes(principal, 'goals.definition.read');
    const before = query.after === undefined ? null : Number(decodeCursor(query.after, 1)[0]);
    return this.uow.read(principal.tenantId, async (tx) => {
      await this.definitions.one(tx, id);
      const rows = await this.definitions.versions(tx, id, query.limit + 1, before);
      return pageOfRows(
        rows,
        query.limit,
        (row) => row,
        (row) => [row.version],
      );
    });
  }

  /** @throws not-found, validation (from, to) */
  diff(principal: Principal, id: string, asked: z.infer<typeof DiffQuery>): Promise<z.infer<typeof VersionDiff>> {
    requireScopes(principal, 'goals.definition.read');
    return this.uow.read(principal.tenantId, async (tx) => {
      const { from, to } = askedVersions(asked, (await this.definitions.one(tx, id)).version);
      const before = await this.definitions.dataOf(tx, id, from);
      const after = await this.definitions.dataOf(tx, id, to);
      return { from, to, changes: versionDiff(before, after) };
    });
  }
}
