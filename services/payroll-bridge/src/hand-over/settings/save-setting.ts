import { Injectable } from '@nestjs/common';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { HandOverTargetRepository, type SettingRow } from './hand-over-target.repository.js';

/** Where a company's payouts go from now on, with its log. */
@Injectable()
export class SaveSetting {
  constructor(
    private readonly targets: HandOverTargetRepository,
    private readonly org: OrgCopy,
  ) {}

  /** @param by.askedBy the first of two; null where one is enough @throws stale-version */
  async save(
    tx: Tx,
    before: SettingRow | undefined,
    next: SettingRow,
    by: { leadId: string; askedBy: string | null },
    principal: Principal,
  ): Promise<SettingRow> {
    const at = await this.org.now(tx);
    const saved = await this.targets.save(tx, next, { personId: by.leadId, at });
    if (saved === undefined) {
      throw new DomainError('stale-version', 'It was changed meanwhile: read it again and send its version.', {
        field: 'version',
        details: { version: before?.version ?? null },
      });
    }
    tx.log({
      subjectKind: 'hand-over',
      subjectId: tx.tenantId,
      action: 'changed',
      ...actorOf(principal),
      at,
      details: { from: before?.way ?? 'rabbitmq', ...next, askedBy: by.askedBy },
    });
    return saved;
  }
}
