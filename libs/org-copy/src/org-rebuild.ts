import { Injectable, Logger } from '@nestjs/common';
import { OrgSnapshot } from '@goalbeat/contracts/directory/events';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { InternalClient } from '@goalbeat/service-kit/http/internal-client';
import { OrgWriter } from './org-writer.js';

const SNAPSHOT_WITHIN_MS = 30_000;

/** Fetches everything from directory and makes the copy so: after a restore, or when an event was lost for good. */
@Injectable()
export class OrgRebuild {
  readonly #logger = new Logger(OrgRebuild.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly internal: InternalClient,
    private readonly writer: OrgWriter,
  ) {}

  /** @returns what the copy holds now. @throws unavailable when directory does not answer, internal when its answer is not understood. */
  async rebuild(tenantId: string): Promise<{ seq: number; units: number; people: number }> {
    const answer = await this.internal.get<unknown>('directory', `/internal/v1/org-snapshot?tenant=${tenantId}`, {
      tenantId,
      timeoutMs: SNAPSHOT_WITHIN_MS,
    });
    const parsed = OrgSnapshot.safeParse(answer);
    if (!parsed.success) {
      throw new DomainError('internal', 'The snapshot of the organisation is not as its contract says.', {
        cause: parsed.error,
      });
    }
    const snapshot = parsed.data;
    await this.unitOfWork.write(tenantId, (tx) => this.writer.replace(tx, snapshot));
    const counts = { seq: snapshot.seq, units: snapshot.units.length, people: snapshot.people.length };
    this.#logger.log(`Rebuilt the organisation of ${tenantId} as of change ${counts.seq}`);
    return counts;
  }
}
