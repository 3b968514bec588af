import type { TableRow } from '../csv/read-table.js';
import { settleReferences } from '../csv/settle-references.js';
import { isGood, refuseRepeats, type CheckedRow, type RowVerdict } from '../csv/verdicts.js';
import { checkPersonCells, readRoles, sortRoles, type PersonCells, type PersonColumn } from './check-person-cells.js';
import type { PersonState } from './person.repository.js';

export interface PeopleWorld {
  people: readonly PersonState[];
  /** Unit id by code. */
  units: ReadonlyMap<string, string>;
  /** May whoever imports grant and take roles? */
  mayGrantRoles: boolean;
  newId: () => string;
}

export interface PeoplePlan {
  verdicts: RowVerdict[];
  /** Whole next states; versions are those before. */
  changed: PersonState[];
}

type Row = CheckedRow & { cells: PersonCells };

/** Judges each row against what is there and the other rows; writes nothing. */
export function planPeople(table: readonly TableRow<PersonColumn>[], world: PeopleWorld): PeoplePlan {
  const known = new Map(world.people.map((person) => [person.number, person]));
  const numberOf = new Map(world.people.map((person) => [person.id, person.number]));
  const managerNumber = (person: PersonState | undefined): string | null =>
    person?.managerId == null ? null : (numberOf.get(person.managerId) ?? null);
  const rows: Row[] = table.map(({ row, cells, problems }) => ({
    row,
    key: cells.number ?? '',
    cells,
    problems: [...problems, ...checkPersonCells(cells)],
  }));
  refuseRepeats(rows, 'number');
  for (const row of rows) checkAgainst(row, known.get(row.key), world);

  const wanted = ({ key, cells }: Row): string | null =>
    cells.manager === undefined ? managerNumber(known.get(key)) : cells.manager === '' ? null : cells.manager;
  const refused = settleReferences(
    rows.filter(isGood).map((row) => ({ key: row.key, to: wanted(row) })),
    new Map(world.people.map((person) => [person.number, managerNumber(person)])),
  );
  for (const row of rows.filter(isGood)) {
    const message = refused.get(row.key);
    if (message !== undefined) row.problems.push({ column: 'manager', message });
  }

  const good = rows.filter(isGood);
  const ids = new Map(world.people.map((person) => [person.number, person.id]));
  for (const { key } of good) if (!ids.has(key)) ids.set(key, world.newId());
  const next = new Map(good.map((row) => [row.key, merged(row, known.get(row.key), wanted(row), ids, world)]));
  const changes = new Map([...next].filter(([number, person]) => !samePerson(person, known.get(number))));
  return {
    verdicts: rows.map((row) => ({
      row: row.row,
      key: row.key,
      verdict: verdictOf(row, known.has(row.key), changes.has(row.key)),
      problems: row.problems,
    })),
    changed: [...changes.values()],
  };
}

function verdictOf(row: CheckedRow, known: boolean, changed: boolean): RowVerdict['verdict'] {
  if (!isGood(row)) return 'wrong';
  if (!known) return 'new';
  return changed ? 'changed' : 'same';
}

function checkAgainst(row: Row, known: PersonState | undefined, world: PeopleWorld): void {
  const { cells, problems } = row;
  if (cells.unit && !world.units.has(cells.unit))
    problems.push({ column: 'unit', message: `there is no unit ${cells.unit}` });
  // A file without the column changes no dates: what is kept must still fit.
  if (cells.left === undefined && known?.leftOn != null && cells.joined && known.leftOn < cells.joined) {
    problems.push({ column: 'joined', message: 'is after the day of leaving' });
  }
  if (cells.roles === undefined) return;
  const roles = readRoles(cells.roles, world.units);
  if (!Array.isArray(roles)) problems.push({ column: 'roles', ...roles });
  else if (!world.mayGrantRoles && JSON.stringify(roles) !== JSON.stringify(sortRoles(known?.roles ?? []))) {
    problems.push({ column: 'roles', message: 'only an administrator grants or takes roles' });
  }
}

function merged(
  { key, cells }: Row,
  known: PersonState | undefined,
  manager: string | null,
  ids: ReadonlyMap<string, string>,
  world: PeopleWorld,
): PersonState {
  const kept = (cell: string | undefined, before: string | null) =>
    cell === undefined ? before : cell === '' ? null : cell;
  const roles = cells.roles === undefined ? (known?.roles ?? []) : readRoles(cells.roles, world.units);
  return {
    id: ids.get(key) ?? '',
    number: key,
    name: cells.name ?? '',
    email: kept(cells.email, known?.email ?? null),
    unitId: world.units.get(cells.unit ?? '') ?? '',
    jobFamily: cells.job_family ?? '',
    grade: cells.grade ?? '',
    managerId: manager === null ? null : (ids.get(manager) ?? null),
    joinedOn: cells.joined ?? '',
    leftOn: kept(cells.left, known?.leftOn ?? null),
    roles: sortRoles(Array.isArray(roles) ? roles : []),
    version: known?.version ?? 0,
  };
}

function samePerson(a: PersonState, b: PersonState | undefined): boolean {
  if (b === undefined) return false;
  const shape = (p: PersonState) =>
    JSON.stringify([
      p.name,
      p.email,
      p.unitId,
      p.jobFamily,
      p.grade,
      p.managerId,
      p.joinedOn,
      p.leftOn,
      sortRoles(p.roles),
    ]);
  return shape(a) === shape(b);
}
