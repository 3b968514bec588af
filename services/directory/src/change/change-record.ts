import type { OrgChangePage, OrgChangeQuery } from '@goalbeat/contracts/directory/organisation-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Segment } from '../timeline/fold-facts.js';
import type { SubjectKind } from '../timeline/timeline.repository.js';
import { pageOfChanges, type ChangeRow } from './change.repository.js';
import { effectiveInstant, sinceKnown, type Effect } from './effective-instant.js';

/** What is the same for people and units in a change with a day: its row, its list, its log, and when it may be taken back. */
export interface Wish {
  kind: SubjectKind;
  subjectId: string;
  effectiveOn: string;
  reason: string | undefined;
  set: ChangeRow['set'];
}

export function newChange({ kind, reason, ...wish }: Wish, effect: Effect, by: Principal, now: string): ChangeRow {
  return {
    ...wish,
    id: uuidv7(),
    subjectKind: kind,
    effectiveAt: effect.at,
    state: effect.planned ? 'planned' : 'applied',
    problem: null,
    reason: reason ?? null,
    requestedBy: by.personId ?? by.id,
    requestedAt: now,
    settledAt: effect.planned ? null : now,
  };
}

/** @throws validation (effectiveOn) for a day on which the person or unit was not known here yet */
export function effectOn(
  { kind, day, zone, now }: { kind: SubjectKind; day: string; zone: string; now: string },
  segments: readonly Segment<unknown>[],
): Effect {
  const knownSince = segments[0]?.from ?? now;
  const effect = sinceKnown(effectiveInstant(day, zone, now), day, zone, knownSince);
  if (effect !== undefined) return effect;
  const first = localOf(knownSince, zone).date;
  throw new DomainError('validation', `The ${kind} is known here since ${first}: name that day or a later one.`, {
    field: 'effectiveOn',
  });
}

/** Newest first. */
export async function listChanges(
  tx: Tx,
  subject: { kind: SubjectKind; id: string },
  { limit, after, state }: z.infer<typeof OrgChangeQuery>,
): Promise<z.infer<typeof OrgChangePage>> {
  const rows = await pageOfChanges(tx, {
    ...subject,
    state: state ?? null,
    limit,
    after: after === undefined ? null : String(decodeCursor(after, 1)[0]),
  });
  return pageOfRows(
    rows,
    limit,
    (row) => row,
    (row) => [row.id],
  );
}

/** False when it was taken back before. @throws wrong-state when it has taken effect */
export function mayBeTakenBack(tx: Tx, row: ChangeRow): boolean {
  if (row.state === 'cancelled') {
    tx.changedNothing();
    return false;
  }
  if (row.state === 'planned') return true;
  throw new DomainError('wrong-state', 'It has taken effect already. Ask for another change instead.');
}

export function logChange(tx: Tx, principal: Principal, row: ChangeRow, action: string, at: string): void {
  tx.log({
    ...actorOf(principal),
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    action,
    at,
    reason: row.reason,
    details: { change: row.id, effectiveOn: row.effectiveOn, fields: Object.keys(row.set) },
  });
}
