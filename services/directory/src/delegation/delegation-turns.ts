import { Injectable } from '@nestjs/common';
import { effectiveAssignee, type Delegation } from '@goalbeat/domain/approval/delegation';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import { DeskBell } from '../desk/desk-bell.js';
import { tasksToMove } from '../desk/desk.repository.js';
import { isMyTurn } from '../desk/stand-ins.js';
import { keepNotice } from '../notice/keep-notice.js';
import { findPeople } from '../person/person.repository.js';
import { delegationsInForce, markTold, turnsDue, type DelegationRow } from './delegation.repository.js';

const NO_END = '9999-12-31T00:00:00.000Z';

/**
 * Says when somebody begins to decide for another, and when that is over: to whoever was named, to whoever really decides because
 * the one named has given theirs away too, and at the end also to whom the tasks went back to.
 */
@Injectable()
export class DelegationTurns {
  constructor(private readonly bell: DeskBell) {}

  /** Each beginning and each end once; under the lock of the tenant's changes. @returns how many */
  async tellDue(tx: Tx, now: string): Promise<number> {
    const due = await turnsDue(tx, now);
    for (const row of due) {
      const over = row.until <= now;
      await markTold(tx, row.id, { begun: now, ended: over ? now : null });
      if (over) await this.#ended(tx, row, now, row.until);
      else await this.#began(tx, row, now);
      tx.log({
        actorKind: 'deadline',
        actorId: null,
        channel: 'timer',
        subjectKind: 'delegation',
        subjectId: row.id,
        action: over ? 'delegation-ended' : 'delegation-began',
        at: now,
        dueAt: over ? row.until : row.from,
        details: { from: row.fromPersonId, to: row.toPersonId, kinds: row.kinds },
      });
    }
    return due.length;
  }

  /** It was given now: the delegate hears of it at once, whether it has begun or is only planned. */
  async given(tx: Tx, row: DelegationRow, now: string): Promise<void> {
    if (row.from <= now) {
      await markTold(tx, row.id, { begun: now, ended: null });
      return this.#began(tx, row, now);
    }
    const people = await this.#people(tx, row);
    await tell(tx, row, row.toPersonId, 'delegation-planned', now, { ...people, ...rangeOf(row) });
  }

  /** It was taken back: what was not decided is the giver's again at once, and it never begins if it had not. */
  async takenBack(tx: Tx, row: DelegationRow, now: string): Promise<void> {
    await markTold(tx, row.id, { begun: now, ended: now });
    if (row.until <= now) return;
    if (row.from <= now) return this.#ended(tx, row, now, now);
    const people = await this.#people(tx, row);
    await tell(tx, row, row.toPersonId, 'delegation-called-off', now, { ...people, ...rangeOf(row) });
  }

  async #began(tx: Tx, row: DelegationRow, now: string): Promise<void> {
    const inForce = await delegationsInForce(tx, now);
    const people = await this.#people(tx, row);
    const moved = await movedBy(tx, row, inForce, inForce, now);
    const deciders = decidersOf(row, inForce, now, moved);
    for (const personId of deciders) {
      const tasks = moved.get(personId) ?? 0;
      await tell(tx, row, personId, 'delegation-began', now, { ...people, ...rangeOf(row), tasks: String(tasks) });
    }
    this.#ring(tx, [row.fromPersonId, ...deciders]);
  }

  /** @param at when it was over, which is before now when nobody could look in time */
  async #ended(tx: Tx, row: DelegationRow, now: string, at: string): Promise<void> {
    const inForce = (await delegationsInForce(tx, now)).filter((one) => !sameAs(one, row));
    const before = [...inForce, { ...rangeAsDelegation(row), to: NO_END }];
    const people = await this.#people(tx, row);
    const moved = await movedBy(tx, row, before, inForce, now);
    const deciders = decidersOf(row, before, now, moved);
    const values = { ...people, ...rangeOf(row), until: at };
    for (const personId of deciders) {
      const tasks = String(moved.get(personId) ?? 0);
      await tell(tx, row, personId, 'delegation-ended', now, { ...values, tasks });
    }
    const back = [...moved.values()].reduce((sum, count) => sum + count, 0);
    await tell(tx, row, row.fromPersonId, 'delegation-returned', now, { ...values, tasks: String(back) });
    this.#ring(tx, [row.fromPersonId, ...deciders]);
  }

  async #people(tx: Tx, { fromPersonId, toPersonId }: DelegationRow): Promise<Record<string, string>> {
    const found = new Map((await findPeople(tx, [fromPersonId, toPersonId])).map((person) => [person.id, person]));
    const [giver, delegate] = [found.get(fromPersonId), found.get(toPersonId)];
    return {
      giver: giver?.name ?? '',
      giverNumber: giver?.number ?? '',
      delegate: delegate?.name ?? '',
      delegateNumber: delegate?.number ?? '',
    };
  }

  #ring(tx: Tx, personIds: readonly string[]): void {
    tx.afterCommit(() => this.bell.ring(tx.tenantId, personIds));
  }
}

const rangeAsDelegation = ({ fromPersonId, toPersonId, from, until, kinds }: DelegationRow): Delegation => ({
  fromId: fromPersonId,
  toId: toPersonId,
  from,
  to: until,
  kinds,
});

const rangeOf = ({ from, until, kinds }: DelegationRow): Record<string, string> => ({
  from,
  until,
  ...(kinds === null ? {} : { kinds: kinds.join(',') }),
});

function sameAs(one: Delegation, row: DelegationRow): boolean {
  return one.fromId === row.fromPersonId && one.toId === row.toPersonId && one.from === row.from;
}

/**
 * The giver's open tasks that lie with somebody because of this delegation: how many, for each who would decide.
 * @param inForce with it
 * @param without nothing counts that lies there also without it; the same as `inForce` at its beginning
 */
async function movedBy(
  tx: Tx,
  row: DelegationRow,
  inForce: readonly Delegation[],
  without: readonly Delegation[],
  at: string,
): Promise<Map<string, number>> {
  const parties = [...new Set(inForce.flatMap((one) => [one.fromId, one.toId]))];
  const moved = new Map<string, number>();
  for (const task of await tasksToMove(tx, [row.fromPersonId], parties)) {
    if (row.kinds !== null && !row.kinds.includes(task.subjectKind)) continue;
    const decider = parties.find((personId) => personId !== row.fromPersonId && isMyTurn(personId, task, inForce, at));
    if (decider === undefined) continue;
    if (without !== inForce && isMyTurn(decider, task, without, at)) continue;
    moved.set(decider, (moved.get(decider) ?? 0) + 1);
  }
  return moved;
}

/** Whoever was named, whoever decides in their place, and whoever has one of the tasks. */
function decidersOf(
  row: DelegationRow,
  inForce: readonly Delegation[],
  at: string,
  moved: ReadonlyMap<string, number>,
): string[] {
  const last = (row.kinds ?? ['']).map((kind) => effectiveAssignee(row.toPersonId, inForce, at, kind, new Set()));
  return [...new Set([row.toPersonId, ...last.map((one) => one.personId), ...moved.keys()])].filter(
    (personId) => personId !== row.fromPersonId,
  );
}

function tell(
  tx: Tx,
  row: DelegationRow,
  personId: string,
  kind: string,
  at: string,
  values: Record<string, string>,
): Promise<void> {
  return keepNotice(tx, {
    noticeId: uuidv7(),
    personId,
    kind,
    at,
    subjectKind: 'delegation',
    subjectId: row.id,
    values,
  });
}
