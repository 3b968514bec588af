import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { NoticeRequested } from '@goalbeat/contracts/approvals/events';
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
import { allHeard, sumOfLadders } from './ladder-counts.js';
import { approverLoads, byKind, countHabits, noticeItems, overdueOf, problemsOf } from './tally.js';

const ANSWER_WITHIN_MS = 30_000;
/** News of the last acts reaches desks and notices within this, or the report is made without it. */
const HEARD_WITHIN_MS = 15_000;
const LOOK_AGAIN_MS = 250;
/** Services that mount the approval engine. */
const WITH_LADDERS = ['goals', 'appraisal', 'payroll'] as const;
const MOST_OVERDUE = 500;
const MOST_NOTICES = 2_000;
type BonusList = z.infer<typeof BonusListView>;
interface Heard {
  desk: RehearsalDesk;
  notices: NoticeRequested[];
}

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
    const { cycleId } = end;
    const ladder = await this.#ladder(cast, cycleId);
    const { desk, notices } = await this.#heard(ask, ladder);
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
      ladder,
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
    if (cycleId === null) return sumOfLadders([]);
    const path = `/v1/approvals/summary?cycle=${cycleId}`;
    return sumOfLadders(
      await Promise.all(WITH_LADDERS.map((area) => cast.as<ApprovalSummary>(cast.hrLead.id, 'GET', area, path))),
    );
  }

  /** Desks and notices as they are once they tell of every reminder that the services count: news of it travels by itself. */
  async #heard(ask: (what: string) => Promise<unknown>, ladder: RehearsalReport['ladder']): Promise<Heard> {
    const until = Date.now() + HEARD_WITHIN_MS;
    for (;;) {
      const desk = RehearsalDesk.parse(await ask('desk?state=all'));
      const { notices } = RehearsalNotices.parse(await ask('notices'));
      if (allHeard(desk.tasks, notices, ladder) || Date.now() > until) return { desk, notices };
      await sleep(LOOK_AGAIN_MS);
    }
  }

  async #bonus(cast: Cast, cycleId: string): Promise<RehearsalReport['bonus']> {
    const lists = await cast.all<BonusList>(cast.hrLead.id, 'payroll', `/v1/bonus-lists?cycle=${cycleId}`);
    return lists.map(({ total, lines, state, part }) => ({ total, lines, state, part }));
  }
}
