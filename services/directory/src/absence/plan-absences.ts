import { ABSENCE_KINDS, overlaps, type AbsenceKind, type AbsentDays } from '@goalbeat/domain/absence/absence';
import type { TableRow } from '../csv/read-table.js';
import type { RowVerdict } from '../csv/verdicts.js';
import { isDate } from '../person/check-person-cells.js';
import { rangeProblem } from './absence.service.js';

export const ABSENCE_COLUMNS_OF_FILE = { required: ['number', 'from', 'to'], optional: ['kind'] } as const;
export type AbsenceColumn = (typeof ABSENCE_COLUMNS_OF_FILE)['required' | 'optional'][number];

export interface PlannedAbsence extends AbsentDays {
  personId: string;
  number: string;
  kind: AbsenceKind;
}
export interface AbsenceWorld {
  /** By employee number. */
  people: ReadonlyMap<string, string>;
  /** Recorded already, by person. */
  known: ReadonlyMap<string, readonly (AbsentDays & { kind: AbsenceKind })[]>;
  /** Who imports: never for oneself. */
  authorId: string | null;
}

/** What each row would do; nothing is written here. The same days and kind again are the same, other days that overlap are wrong. */
export function planAbsences(
  rows: readonly TableRow<AbsenceColumn>[],
  world: AbsenceWorld,
): { verdicts: RowVerdict[]; planned: PlannedAbsence[] } {
  const planned: PlannedAbsence[] = [];
  const verdicts = rows.map(({ row, cells, problems: broken }): RowVerdict => {
    const { number = '', from = '', to = '', kind: word = '' } = cells;
    const problems = [...broken];
    const wrong = (column: AbsenceColumn, message: string) => problems.push({ column, message });
    const kind = ABSENCE_KINDS.find((known) => known === (word === '' ? 'annual-leave' : word));
    const personId = world.people.get(number);
    if (personId === undefined) wrong('number', 'nobody has this number');
    else if (personId === world.authorId) wrong('number', 'is yourself: somebody else has to record this');
    if (!isDate(from)) wrong('from', 'is not a date such as 2026-11-23');
    if (!isDate(to)) wrong('to', 'is not a date such as 2026-11-23');
    if (isDate(from) && isDate(to)) {
      const range = rangeProblem({ from, to });
      if (range !== undefined) wrong('to', range);
    }
    if (kind === undefined) wrong('kind', `is one of ${ABSENCE_KINDS.join(', ')}`);
    const key = `${number} ${from}`;
    if (problems.length > 0 || personId === undefined || kind === undefined)
      return { row, key, verdict: 'wrong', problems };
    const known = (world.known.get(personId) ?? []).find((one) => overlaps(one, { from, to }));
    if (known?.from === from && known.to === to && known.kind === kind) return { row, key, verdict: 'same', problems };
    const clash = known ?? planned.find((one) => one.personId === personId && overlaps(one, { from, to }));
    if (clash !== undefined) {
      wrong('from', `overlaps the absence from ${clash.from} to ${clash.to}`);
      return { row, key, verdict: 'wrong', problems };
    }
    planned.push({ personId, number, from, to, kind });
    return { row, key, verdict: 'new', problems };
  });
  return { verdicts, planned };
}
