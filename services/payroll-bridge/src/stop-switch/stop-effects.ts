import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { APPROVAL_EVENTS, type NoticeRequested } from '@goalbeat/contracts/approvals/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { ProcessLogEntry } from '@goalbeat/service-kit/process-log/process-log-entry';
import { v7 as uuidv7 } from 'uuid';
import { Organisation } from '../organisation/organisation.service.js';
import { PayoutRunNews } from '../payout-run/payout-run.news.js';
import { PayoutRunRepository } from '../payout-run/payout-run.repository.js';
import { type NewStop, PayoutStopRepository, type StopRow } from './payout-stop.repository.js';

export const STOP_SWITCH = 'stop-switch';
const TASK_OF: Readonly<Record<StopRow['kind'], string>> = { switch: 'payouts-stopped', restored: 'payouts-frozen' };
export const RELEASE = 'release-payouts';

type Actor = Pick<ProcessLogEntry, 'actorKind' | 'actorId' | 'channel'>;

/** What follows when payouts stop and when they go on. */
@Injectable()
export class StopEffects {
  constructor(
    private readonly stops: PayoutStopRepository,
    private readonly organisation: Organisation,
    private readonly runs: PayoutRunRepository,
    private readonly news: PayoutRunNews,
    private readonly engine: ApprovalEngine,
  ) {}

  /** Undefined when it was on already. `title` for the desk. */
  async stop(
    tx: Tx,
    stop: Omit<NewStop, 'id' | 'inFlight'>,
    words: { title: string; reasonEn: string },
    actor: Actor,
  ): Promise<StopRow | undefined> {
    const set = await this.stops.set(tx, { ...stop, id: uuidv7(), inFlight: await this.stops.inFlight(tx) });
    if (set === undefined) return undefined;
    await this.stops.holdBack(tx);
    await this.#tellRuns(tx);
    await this.engine.openTodo(tx, {
      subjectKind: TASK_OF[set.kind],
      subjectId: set.id,
      title: words.title,
      assigneeIds: await this.#finance(tx),
      cycleId: null,
      unitId: null,
      dueAt: null,
    });
    await this.#notify(tx, 'payouts-stopped', set, set.setAt, { reason: set.reason, reasonEn: words.reasonEn });
    tx.log({
      subjectKind: STOP_SWITCH,
      subjectId: set.id,
      action: set.kind === 'switch' ? 'stopped' : 'frozen',
      ...actor,
      at: set.setAt,
      reason: set.reason,
      details: { inFlight: set.inFlight, ...(stop.witness === null ? {} : { checkpoint: stop.witness }) },
    });
    return set;
  }

  /** One of two stops released: the other still holds everything back. */
  async released(tx: Tx, stop: StopRow, at: string, actor: Actor): Promise<void> {
    await this.engine.closeTodos(tx, { subjectKind: TASK_OF[stop.kind], subjectIds: [stop.id] });
    await this.engine.closeTodos(tx, { subjectKind: RELEASE, subjectIds: [stop.id] });
    const stillOn = (await this.stops.on(tx)).length > 0;
    if (!stillOn) {
      await this.stops.letGo(tx);
      await this.#tellRuns(tx);
    }
    const reason = stop.releaseReason ?? '';
    await this.#notify(tx, 'payouts-released', stop, at, { reason });
    tx.log({
      subjectKind: STOP_SWITCH,
      subjectId: stop.id,
      action: 'released',
      ...actor,
      at,
      startedAt: stop.setAt,
      reason,
      details: { askedBy: stop.releaseAskedBy, stillStopped: stillOn },
    });
  }

  /** A new version of each run, so that its workflow looks again. */
  async #tellRuns(tx: Tx): Promise<void> {
    for (const id of await this.stops.haltedRuns(tx)) this.news.tell(tx, await this.runs.change(tx, id, null));
  }

  async #finance(tx: Tx): Promise<string[]> {
    return [...new Set([...(await this.organisation.finance(tx)), ...(await this.#ops(tx))])];
  }

  async #ops(tx: Tx): Promise<string[]> {
    return (await this.organisation.firstHolders(tx, ['ops', 'admin'])).map((person) => person.id);
  }

  async #notify(tx: Tx, kind: string, stop: StopRow, at: string, words: Record<string, string>): Promise<void> {
    for (const personId of await this.#finance(tx)) {
      const { notHandedOver, heldBack, withPayroll } = stop.inFlight;
      const data: NoticeRequested = {
        noticeId: uuidv7(),
        personId,
        kind,
        at,
        subjectKind: STOP_SWITCH,
        subjectId: stop.id,
        values: { ...words, waiting: String(notHandedOver + heldBack), withPayroll: String(withPayroll) },
      };
      tx.publish({ type: APPROVAL_EVENTS.notice, subject: personId, data });
    }
  }
}
