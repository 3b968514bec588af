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
    if (problems.length > 0 || personId === undefined || kind === undefined) {
      const clash = clashOf(world, planned, { personId, from, to });
      // The same days with a kind that cannot be read may be the same absence.
      if (clash !== undefined && (clash.from !== from || clash.to !== to)) wrong('from', overlapOf(clash));
      return { row, key, verdict: 'wrong', problems };
    }
    const known = (world.known.get(personId) ?? []).find((one) => overlaps(one, { from, to }));
    if (known?.from === from && known.to === to && known.kind === kind) return { row, key, verdict: 'same', problems };
    const clash = known ?? planned.find((one) => one.personId === personId && overlaps(one, { from, to }));
    if (clash !== undefined) {
      wrong('from', overlapOf(clash));
      return { row, key, verdict: 'wrong', problems };
    }
    planned.push({ personId, number, from, to, kind });
    return { row, key, verdict: 'new', problems };
  });
  return { verdicts, planned };
}

const overlapOf = ({ from, to }: AbsentDays): string => `overlaps the absence from ${from} to ${to}`;

/** What a row that is refused for something else overlaps, where its days and its person can be read. */
function clashOf(
  { known }: AbsenceWorld,
  planned: readonly PlannedAbsence[],
  { personId, from, to }: AbsentDays & { personId: string | undefined },
): AbsentDays | undefined {
  if (personId === undefined || !isDate(from) || !isDate(to) || to < from) return undefined;
  const all = [...(known.get(personId) ?? []), ...planned.filter((one) => one.personId === personId)];
  return all.find((one) => overlaps(one, { from, to }));
}
