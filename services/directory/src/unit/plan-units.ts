import { isGood, refuseRepeats, type CheckedRow, type RowVerdict } from '../csv/verdicts.js';
import type { TableRow } from '../csv/read-table.js';
import { referencesOfWrongRows } from '../csv/references-of-wrong-rows.js';
import { settleReferences, type Course, type LaterReference } from '../csv/settle-references.js';
import { UNIT_KINDS, checkUnitCells, type UnitColumn } from './check-unit-cells.js';
import type { UnitState } from './unit.repository.js';

export interface UnitWorld {
  units: readonly UnitState[];
  /** Planned changes of parents (codes), in order of time. */
  later: readonly LaterReference[];
  /** Person id by number. */
  people: ReadonlyMap<string, string>;
  calendars: ReadonlySet<string>;
  newId: () => string;
}

export interface UnitPlan {
  verdicts: RowVerdict[];
  /** Whole next states of whatever changes, also of units below a changed one. Versions are those before. */
  changed: UnitState[];
}

type Row = CheckedRow & { cells: Partial<Record<UnitColumn, string>> };

/** Judges each row against what is there and the other rows; writes nothing. An empty parent means the root. */
export function planUnits(table: readonly TableRow<UnitColumn>[], world: UnitWorld): UnitPlan {
  const root = world.units.find((unit) => unit.parentId === null);
  if (root === undefined) throw new Error('The tenant has no root unit');
  const rows: Row[] = table.map(({ row, cells, problems }) => ({
    row,
    key: cells.code ?? '',
    cells,
    problems: [...problems],
  }));
  for (const row of rows) row.problems.push(...checkUnitCells(row.cells, world));
  refuseRepeats(rows, 'code');

  const byCode = new Map(world.units.map((unit) => [unit.code, unit]));
  const codeOf = new Map(world.units.map((unit) => [unit.id, unit.code]));
  const parentCode = (unit: UnitState) => (unit.parentId === null ? null : (codeOf.get(unit.parentId) ?? null));
  const wanted = (row: Row): string | null => {
    const known = byCode.get(row.key);
    if (row.cells.parent === undefined && known !== undefined) return parentCode(known);
    if ((row.cells.parent ?? '') !== '') return row.cells.parent ?? null;
    return row.key === root.code ? null : root.code;
  };
  for (const row of rows) {
    if (row.key === root.code && wanted(row) !== null)
      row.problems.push({ column: 'parent', message: 'the root has no parent' });
  }
  const course: Course = {
    existing: new Map(world.units.map((unit) => [unit.code, parentCode(unit)])),
    later: world.later,
  };
  const referenceOf = (row: Row) => ({ key: row.key, to: wanted(row) });
  const good = rows.filter(isGood);
  const wrong = rows.filter((row) => !isGood(row) && !row.problems.some(({ column }) => column === 'parent'));
  const refused = settleReferences(good.map(referenceOf), course);
  const alsoWrong = referencesOfWrongRows(wrong.map(referenceOf), good.map(referenceOf), course);
  const refuse = (row: Row, message: string | undefined): void => {
    if (message !== undefined) row.problems.push({ column: 'parent', message });
  };
  for (const row of good) refuse(row, refused.get(row.key));
  for (const [at, row] of wrong.entries()) refuse(row, alsoWrong[at]);

  const next = new Map(world.units.map((unit) => [unit.code, unit]));
  const parents = new Map(world.units.map((unit) => [unit.code, parentCode(unit)]));
  for (const row of rows.filter(({ problems }) => problems.length === 0)) {
    next.set(row.key, merged(row, byCode.get(row.key), world, root));
    parents.set(row.key, wanted(row));
  }
  const settled = inherit(next, parents, root);
  const changedCodes = new Set<string>();
  for (const [code, unit] of settled) if (!sameUnit(unit, byCode.get(code))) changedCodes.add(code);
  return {
    verdicts: rows.map((row) => ({
      row: row.row,
      key: row.key,
      verdict: verdictOf(row, byCode.has(row.key), changedCodes.has(row.key)),
      problems: row.problems,
    })),
    changed: [...settled].filter(([code]) => changedCodes.has(code)).map(([, unit]) => unit),
  };
}

function verdictOf(row: CheckedRow, known: boolean, changed: boolean): RowVerdict['verdict'] {
  if (row.problems.length > 0) return 'wrong';
  if (!known) return 'new';
  return changed ? 'changed' : 'same';
}

/** A column that the file lacks keeps what is there; an empty cell clears it. */
function merged({ key, cells }: Row, known: UnitState | undefined, world: UnitWorld, root: UnitState): UnitState {
  const own = (cell: string | undefined, before: string | null) =>
    cell === undefined ? before : cell === '' ? null : cell;
  const headNumber = own(cells.head, known?.headNumber ?? null);
  return {
    ...(known ?? { ...root, id: world.newId(), version: 0 }),
    code: key,
    name: cells.name ?? '',
    kind: UNIT_KINDS.find((kind) => kind === cells.kind) ?? 'department',
    ownZone: own(cells.zone, known?.ownZone ?? null),
    ownCurrency: own(cells.currency, known?.ownCurrency ?? null),
    ownCalendar: own(cells.calendar, known?.ownCalendar ?? null),
    headNumber,
    headPersonId: headNumber === null ? null : (world.people.get(headNumber) ?? null),
  };
}

/** Paths and inherited settings from the root downwards; what is in force below changes with what is set above. */
function inherit(
  units: ReadonlyMap<string, UnitState>,
  parents: ReadonlyMap<string, string | null>,
  root: UnitState,
): Map<string, UnitState> {
  const done = new Map<string, UnitState>();
  const settle = (code: string): UnitState => {
    const ready = done.get(code);
    if (ready !== undefined) return ready;
    const unit = units.get(code) ?? root;
    const parentCode = parents.get(code) ?? null;
    const parent = parentCode === null ? null : settle(parentCode);
    const settled: UnitState = {
      ...unit,
      parentId: parent?.id ?? null,
      path: [...(parent?.path ?? []), unit.id],
      zone: unit.ownZone ?? parent?.zone ?? root.zone,
      currency: unit.ownCurrency ?? parent?.currency ?? root.currency,
      calendar: unit.ownCalendar ?? parent?.calendar ?? root.calendar,
    };
    done.set(code, settled);
    return settled;
  };
  for (const code of units.keys()) settle(code);
  return done;
}

function sameUnit(a: UnitState, b: UnitState | undefined): boolean {
  const shape = ({ version: _version, ...unit }: UnitState & { seq?: number }) => {
    const { seq: _seq, ...rest } = unit;
    return JSON.stringify(Object.entries(rest).toSorted(([x], [y]) => (x < y ? -1 : 1)));
  };
  return b !== undefined && shape(a) === shape(b);
}
