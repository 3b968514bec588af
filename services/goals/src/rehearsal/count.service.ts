import { Injectable } from '@nestjs/common';
import type { ApprovalSummary } from '@goalbeat/contracts/approvals/http';
import { RehearsalDesk, RehearsalNotices } from '@goalbeat/contracts/directory/rehearsal-http';
import type { RehearsalReport } from '@goalbeat/contracts/goals/rehearsal-http';
import type { BonusListView } from '@goalbeat/contracts/payroll/http';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { InternalClient } from '@goalbeat/service-kit/http/internal-client';
import type { z } from 'zod';
import { CycleRepository, type CycleStep } from '../cycle/cycle.repository.js';
import { FunnelReader, type CycleFigures } from '../cycle/funnel-reader.js';
import type { Cast } from './cast.js';
import type { PlayEnd } from './play.js';
import type { RehearsalSettings } from './rehearsal-settings.js';
import { approverLoads, byKind, countHabits, noticeItems, overdueOf, problemsOf } from './tally.js';

const ANSWER_WITHIN_MS = 30_000;
const MOST_OVERDUE = 500;
const MOST_NOTICES = 2_000;
type BonusList = z.infer<typeof BonusListView>;

/** Puts together what happened, before the copy is taken away. */
@Injectable()
export class RehearsalCount {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cycles: CycleRepository,
    private readonly funnel: FunnelReader,
    private readonly internal: InternalClient,
  ) {}

  /** @throws unavailable */
  async report(
    cast: Cast,
    settings: RehearsalSettings,
    period: string,
    end: PlayEnd & { tooLong: boolean },
  ): Promise<RehearsalReport> {
    const path = `/internal/v1/rehearsal-tenants/${cast.tenantId}`;
    const ask = (what: string) =>
      this.internal.get<unknown>('directory', `${path}/${what}`, { timeoutMs: ANSWER_WITHIN_MS });
    const desk = RehearsalDesk.parse(await ask('desk?state=all'));
    const { notices } = RehearsalNotices.parse(await ask('notices'));
    const { cycleId } = end;
    const figures = cycleId === null ? null : await this.#figures(cast.tenantId, cycleId);
    const overdue = overdueOf(desk.tasks, desk.now, (id) => cast.member(id));
    return {
      period,
      zone: settings.definition.data.zone,
      people: { company: settings.company, copied: cast.members.length, withSheet: figures?.funnel.issued ?? 0 },
      habits: countHabits(cast.members),
      timeline: (figures?.steps ?? []).map(({ step, at, doneAt, counts }) => ({
        step,
        planned: at,
        happened: doneAt,
        counts,
      })),
      funnel: figures?.funnel ?? null,
      notices: {
        total: notices.length,
        byKind: byKind(notices),
        items: noticeItems(notices.slice(0, MOST_NOTICES), (id) => cast.member(id)),
      },
      overdue: overdue.slice(0, MOST_OVERDUE),
      overdueTotal: overdue.length,
      approvers: approverLoads(desk.tasks, desk.now, (id) => cast.member(id)),
      ladder: await this.#ladder(cast, cycleId),
      bonus: cycleId === null ? [] : await this.#bonus(cast, cycleId),
      problems: problemsOf({ settings, cast, tasks: desk.tasks, end, figures }),
    };
  }

  #figures(tenantId: string, cycleId: string): Promise<CycleFigures & { steps: CycleStep[] }> {
    return this.uow.read(tenantId, async (tx) => ({
      ...(await this.funnel.of(tx, cycleId)),
      steps: await this.cycles.steps(tx, cycleId),
    }));
  }

  async #ladder(cast: Cast, cycleId: string | null): Promise<RehearsalReport['ladder']> {
    const sum = { reminders: 0, escalations: 0, timedOut: 0, returned: 0, delegated: 0 };
    if (cycleId === null) return sum;
    for (const area of ['goals', 'payroll'] as const) {
      const path = `/v1/approvals/summary?cycle=${cycleId}`;
      const one = await cast.as<z.infer<typeof ApprovalSummary>>(cast.hrLead.id, 'GET', area, path);
      sum.reminders += one.reminded;
      sum.escalations += one.escalated;
      sum.timedOut += one.timedOut;
      sum.returned += one.returned;
      sum.delegated += one.delegated;
    }
    return sum;
  }

  async #bonus(cast: Cast, cycleId: string): Promise<RehearsalReport['bonus']> {
    const path = `/v1/bonus-lists?cycle=${cycleId}&limit=200`;
    const { items } = await cast.as<{ items: BonusList[] }>(cast.hrLead.id, 'GET', 'payroll', path);
    return items.map(({ total, lines, state, part }) => ({ total, lines, state, part }));
  }
}
