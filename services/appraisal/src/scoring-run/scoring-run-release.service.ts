import { Injectable } from '@nestjs/common';
import type { RunPage, RunView } from '@goalbeat/contracts/appraisal/http';
import type { PageQuery } from '@goalbeat/contracts/wire';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { type RunRow, ScoringRunRepository } from './scoring-run.repository.js';
import { ScoringRunService } from './scoring-run.service.js';

type View = z.infer<typeof RunView>;

/** Runs as HR sees them, and the way back after a return. */
@Injectable()
export class ScoringRunReleaseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly runs: ScoringRunRepository,
    private readonly scoring: ScoringRunService,
    private readonly org: OrgCopy,
  ) {}

  async list(principal: Principal, query: z.infer<typeof PageQuery>): Promise<z.infer<typeof RunPage>> {
    requireScopes(principal, 'appraisal.run.read');
    const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
    const rows = await this.work.read(principal.tenantId, (tx) => this.runs.list(tx, after, query.limit + 1));
    return pageOfRows(rows, query.limit, viewOf, (row) => [row.id]);
  }

  /** @throws not-found */
  async one(principal: Principal, id: string): Promise<View> {
    requireScopes(principal, 'appraisal.run.read');
    return viewOf(await this.work.read(principal.tenantId, (tx) => this.runs.one(tx, id)));
  }

  /** Returned results are submitted again: the next round. @throws not-found, wrong-state, stale-version */
  async submit(command: CommandRequest, id: string, version: number): Promise<View> {
    requireScopes(command.principal, 'appraisal.run.write');
    return this.work.command(command, async (tx) => {
      const run = await this.runs.locked(tx, id);
      if (run.version !== version) {
        throw new DomainError('stale-version', 'The run has changed.', {
          field: 'version',
          details: { current: run.version },
        });
      }
      if (run.state !== 'returned') {
        throw new DomainError('wrong-state', 'Only returned results are submitted again.', {
          details: { state: run.state },
        });
      }
      await this.scoring.openRelease(tx, run, command.principal.personId);
      tx.log({
        subjectKind: 'results',
        subjectId: run.id,
        cycleId: run.cycleId,
        action: 'submitted',
        ...actorOf(command.principal),
        at: await this.org.now(tx),
        ruleVersion: `rule-set/${run.ruleSet}@${run.ruleSetVersion}`,
      });
      return viewOf(await this.runs.one(tx, id));
    });
  }
}

const viewOf = (run: RunRow): View => ({
  id: run.id,
  cycleId: run.cycleId,
  period: run.period,
  state: run.state,
  people: run.people,
  batchId: run.batchId,
  version: run.version,
  approvalId: run.approvalId,
  publication: run.publication,
});
