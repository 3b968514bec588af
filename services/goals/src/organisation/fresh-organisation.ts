import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { OrgVersion } from '@goalbeat/contracts/directory/http';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { InternalClient } from '@goalbeat/service-kit/http/internal-client';

const LOOK_AGAIN_MS = 40;

/** Whoever directory knew when we began must be known here before anybody is left out. */
@Injectable()
export class FreshOrganisation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly directory: InternalClient,
  ) {}

  /**
   * Comes back once our copy is as far as directory is now.
   * @throws unavailable when directory does not answer, copy-behind when the copy is not there within `withinMs`; both retryable
   */
  async upToDate(tenantId: string, withinMs = 3_000): Promise<void> {
    const answer = await this.directory.get<unknown>('directory', `/internal/v1/org-version?tenant=${tenantId}`, {
      tenantId,
    });
    const { seq } = OrgVersion.parse(answer);
    const until = performance.now() + withinMs;
    for (;;) {
      try {
        await this.uow.read(tenantId, (tx) => this.org.waitFor(tx, seq));
        return;
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'copy-behind' || performance.now() > until) throw error;
      }
      await sleep(LOOK_AGAIN_MS);
    }
  }
}
