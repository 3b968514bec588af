import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { Principal } from '@goalbeat/domain/access/roles';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { ProcessLogEntry } from '@goalbeat/service-kit/process-log/process-log-entry';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { v7 as uuidv7 } from 'uuid';
import { BY_TIMER } from '../../organisation/actor.js';
import { type ChangeRow, HandOverChangeRepository, type NewChange } from './hand-over-change.repository.js';
import { type Concerned, SecondPerson } from './second-person.js';

/** The second person's todo; the subject is the change. */
export const CONFIRM_HAND_OVER = 'confirm-hand-over';
export const HAND_OVER_CHANGE = 'hand-over-change';

type Actor = Pick<ProcessLogEntry, 'actorKind' | 'actorId' | 'channel'>;
type Asking = NewChange extends infer One
  ? One extends NewChange
    ? Omit<One, 'id' | 'askedOf' | 'askedAt'>
    : never
  : never;

/** The first of two: what is asked for, who hears of it, and how it ends when nobody confirms it. */
@Injectable()
export class AskChange {
  constructor(
    private readonly changes: HandOverChangeRepository,
    private readonly second: SecondPerson,
    private readonly engine: ApprovalEngine,
    private readonly org: OrgCopy,
  ) {}

  /** @param principal who asks, with the roles of this moment @throws four-eyes, copy-behind, nobody-to-approve */
  async ask(tx: Tx, asking: Asking, concerned: Concerned, title: string, principal: Principal): Promise<ChangeRow> {
    const askedOf = await this.second.others(tx, { id: asking.askedBy, roles: principal.roles }, concerned);
    const at = await this.org.now(tx);
    const change = await this.changes.insert(tx, { ...asking, id: uuidv7(), askedOf, askedAt: at });
    await this.engine.openTodo(tx, {
      subjectKind: CONFIRM_HAND_OVER,
      subjectId: change.id,
      title,
      assigneeIds: askedOf,
      cycleId: null,
      unitId: null,
      dueAt: null,
    });
    this.#log(tx, change, 'asked', actorOf(principal), at, change.reason);
    return change;
  }

  /** @param by null: nobody decided, it has no object any more */
  async end(
    tx: Tx,
    change: ChangeRow,
    state: Exclude<ChangeRow['state'], 'open'>,
    { by, reason, actor }: { by: string | null; reason: string | null; actor: Actor },
  ): Promise<ChangeRow> {
    const at = await this.org.now(tx);
    const ended = await this.changes.decide(tx, change.id, { state, by, at, reason });
    await this.engine.closeTodos(tx, { subjectKind: CONFIRM_HAND_OVER, subjectIds: [change.id] });
    this.#log(tx, ended, state, actor, at, reason);
    return ended;
  }

  /** Payroll has spoken of them, or somebody has found that it has them: where nothing is left to confirm nobody is asked any more. */
  async overtake(tx: Tx, about: { payoutIds: readonly string[]; batchIds: readonly string[] }): Promise<void> {
    if (about.payoutIds.length + about.batchIds.length === 0) return;
    for (const change of await this.changes.openAbout(tx, about)) {
      if (!(await this.changes.isOpenStill(tx, change)))
        await this.end(tx, change, 'overtaken', { by: null, reason: null, actor: BY_TIMER });
    }
  }

  #log(tx: Tx, change: ChangeRow, action: string, actor: Actor, at: string, reason: string | null): void {
    const { kind, runId, wanted, askedBy } = change;
    tx.log({
      subjectKind: HAND_OVER_CHANGE,
      subjectId: change.id,
      action,
      ...actor,
      at,
      ...(action === 'asked' ? {} : { startedAt: change.askedAt }),
      reason,
      details: { kind, runId, wanted, askedBy, payouts: change.payoutIds?.length ?? null },
    });
  }
}
