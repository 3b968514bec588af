import { Injectable } from '@nestjs/common';
import type { Desk, DeskItem, DeskQuery } from '@goalbeat/contracts/directory/http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, encodeCursor } from '@goalbeat/service-kit/http/pages';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { delegationsInForce } from '../delegation/delegation.repository.js';
import { personOf } from '../identity/person-of.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import * as desk from './desk.repository.js';
import { bundled, byDue, countsOf, isMine, isLate, type WhoAsks } from './desk-order.js';
import { DirectTasks } from './direct-tasks.js';
import { Freshness, type ApprovalService } from './freshness.js';
import { delegatorsOf } from '@goalbeat/domain/approval/delegation';
import { isMyTurn } from './stand-ins.js';

type DeskView = z.infer<typeof Desk>;
type Query = z.infer<typeof DeskQuery>;
interface Cursor {
  due: string | null;
  id: string | null;
}
interface Shown {
  entries: desk.DeskEntry[];
  more: boolean;
  counts: DeskView['counts'];
}

@Injectable()
export class DeskService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly freshness: Freshness,
    private readonly direct: DirectTasks,
  ) {}

  /** One's own open tasks and those of whom one stands in for now, soonest due first. @throws forbidden for a key */
  read(principal: Principal, query: Query): Promise<DeskView> {
    const me = personOf(principal);
    requireMay(principal, 'directory.desk.read', { tenantId: principal.tenantId, personId: me });
    const cursor = cursorOf(query.after);
    const behind = this.freshness.behind();
    return behind.length === 0
      ? this.#fromFeed(principal.tenantId, me, query, cursor)
      : this.#asked(principal.tenantId, me, query, cursor, behind);
  }

  #fromFeed(tenantId: string, me: string, query: Query, cursor: Cursor): Promise<DeskView> {
    return this.work.read(tenantId, async (tx) => {
      const who = await this.#whoAsks(tx, me, query);
      const { now } = who;
      const filter = await standingIn(tx, who);
      const page = { limit: query.limit, afterDue: cursor.due, afterId: cursor.id };
      const [rows, counts] = await Promise.all([desk.openTasks(tx, filter, page), desk.countTasks(tx, filter, now)]);
      const shown = {
        entries: rows.slice(0, query.limit),
        more: rows.length > query.limit,
        counts: {
          open: counts.reduce((sum, row) => sum + row.open, 0),
          late: counts.reduce((sum, row) => sum + row.late, 0),
          byKind: Object.fromEntries(counts.map((row) => [row.subjectKind, row.open])),
        },
      };
      return { ...(await view(tx, me, now, shown)), source: 'feed', missing: [] };
    });
  }

  /** The feed lags: what the late services say now replaces what was heard of them; who is silent is named. */
  async #asked(
    tenantId: string,
    me: string,
    query: Query,
    cursor: Cursor,
    behind: ApprovalService[],
  ): Promise<DeskView> {
    const who = await this.work.read(tenantId, (tx) => this.#whoAsks(tx, me, query));
    const people = [me, ...delegatorsOf(me, who.delegations)];
    const { tasks, missing } = await this.direct.ask(tenantId, behind, people);
    const answered = behind.filter((service) => !missing.includes(service));
    return this.work.read(tenantId, async (tx) => {
      const now = await tenantNow(tx, this.clock.now());
      const heard = await desk.allOpenTasks(tx, await standingIn(tx, who));
      const all = [
        ...heard.filter((task) => !answered.includes(task.service)),
        ...tasks.filter((task) => isMine(task, who)).map(({ refused: _refused, ...task }) => task),
      ].toSorted(byDue);
      const rest = bundled(all).filter(
        ({ task }) => cursor.id === null || byDue(task, { dueAt: cursor.due, taskId: cursor.id }) > 0,
      );
      const shown = {
        entries: rest.slice(0, query.limit),
        more: rest.length > query.limit,
        counts: countsOf(all, now),
      };
      return { ...(await view(tx, me, now, shown)), source: 'direct', missing };
    });
  }

  async #whoAsks(tx: Tx, me: string, query: Query): Promise<WhoAsks> {
    const now = await tenantNow(tx, this.clock.now());
    return { me, kind: query.kind ?? null, delegations: await delegationsInForce(tx, now), now };
  }
}

/** Most people stand in for nobody: then it costs no look. */
async function standingIn(tx: Tx, { me, kind, delegations, now }: WhoAsks): Promise<desk.DeskFilter> {
  const delegators = delegatorsOf(me, delegations);
  if (delegators.length === 0) return { me, kind, standInTasks: [] };
  const parties = [...new Set(delegations.flatMap((one) => [one.fromId, one.toId]))];
  const tasks = await desk.tasksToMove(tx, delegators, parties);
  const mine = tasks.filter((task) => isMyTurn(me, task, delegations, now));
  return { me, kind, standInTasks: mine.map((task) => task.taskId) };
}

async function view(
  tx: Tx,
  me: string,
  now: string,
  { entries, more, counts }: Shown,
): Promise<Omit<DeskView, 'source' | 'missing'>> {
  const others = [...new Set(entries.map(({ task }) => task.assigneeId).filter((id) => id !== me))];
  const names = await desk.namesOf(tx, others);
  const last = entries.at(-1)?.task;
  return {
    now,
    counts,
    items: entries.map((entry) => itemOf(entry, me, now, names)),
    next: more && last !== undefined ? encodeCursor([last.dueAt, last.taskId]) : null,
  };
}

function itemOf(
  { task, bundled: size }: desk.DeskEntry,
  me: string,
  now: string,
  names: ReadonlyMap<string, string>,
): z.infer<typeof DeskItem> {
  const { assigneeId, dueAt } = task;
  const late = dueAt !== null && isLate(task, now) ? Math.floor((Date.parse(now) - Date.parse(dueAt)) / 60_000) : 0;
  return {
    ...task,
    bundleId: task.bundleId ?? null,
    bundled: size,
    lateMinutes: late,
    standsInFor: assigneeId === me ? null : { id: assigneeId, name: names.get(assigneeId) ?? '' },
  };
}

function cursorOf(after: string | undefined): Cursor {
  if (after === undefined) return { due: null, id: null };
  const [due, id] = decodeCursor(after, 2);
  return { due: due === null ? null : String(due), id: String(id) };
}
