import { Injectable } from '@nestjs/common';
import type { CompanyReport, OperatorTaskPage, UnreadableNoticePage } from '@goalbeat/contracts/operations-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows, type PageQuery } from '@goalbeat/service-kit/http/pages';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { loadTenant } from '../tenant/tenant.repository.js';
import { FailedWorkflows } from './failed-workflows.js';
import { countTasks, operatorTasks } from './operator-tasks.js';
import { countUnreadable, unreadableNotices } from './unreadable-notices.js';

/** What went wrong in one's company and waits for somebody. */
@Injectable()
export class CompanyReportService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly workflows: FailedWorkflows,
  ) {}

  async report(principal: Principal): Promise<CompanyReport> {
    const { tenantId } = principal;
    requireMay(principal, 'operations.health.read', { tenantId });
    const [temporal, rest] = await Promise.all([
      this.workflows.of(tenantId),
      this.work.read(tenantId, async (tx) => {
        const { now, today } = await this.#time(tx);
        return { tasks: await countTasks(tx, now), unreadableNotices: await countUnreadable(tx, today) };
      }),
    ]);
    return { temporal, ...rest };
  }

  tasks(principal: Principal, { limit, after }: PageQuery): Promise<z.infer<typeof OperatorTaskPage>> {
    requireMay(principal, 'operations.tasks.read', { tenantId: principal.tenantId });
    const from = after === undefined ? null : String(decodeCursor(after, 1)[0]);
    return this.work.read(principal.tenantId, async (tx) =>
      pageOfRows(
        await operatorTasks(tx, from, limit + 1),
        limit,
        (row) => row,
        (row) => [row.taskId],
      ),
    );
  }

  notices(principal: Principal, { limit, after }: PageQuery): Promise<z.infer<typeof UnreadableNoticePage>> {
    requireMay(principal, 'directory.notices.monitor', { tenantId: principal.tenantId });
    const [at, id] = after === undefined ? [] : decodeCursor(after, 2);
    const from = at === undefined || id === undefined ? null : { at: String(at), id: String(id) };
    return this.work.read(principal.tenantId, async (tx) =>
      pageOfRows(
        await unreadableNotices(tx, (await this.#time(tx)).today, from, limit + 1),
        limit,
        (row) => row,
        (row) => [row.at, row.id],
      ),
    );
  }

  async #time(tx: Tx): Promise<{ now: string; today: string }> {
    const { clock, zone } = await loadTenant(tx);
    const now = virtualNow(clock, this.clock.now());
    return { now, today: localOf(now, zone).date };
  }
}
