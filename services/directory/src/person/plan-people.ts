import {
  LAST_ADMINISTRATOR,
  isAdministrator,
  losesAdministrator,
  refusalOf,
  type Author,
  type Refusal,
} from '../change/person-authority.js';
import { effectiveInstant, sinceKnown } from '../change/effective-instant.js';
import { localOf } from '@goalbeat/domain/calendar/zone';
import type { TableRow } from '../csv/read-table.js';
import { referencesOfWrongRows } from '../csv/references-of-wrong-rows.js';
import { settleReferences, type Course, type LaterReference, type Reference } from '../csv/settle-references.js';
import { isGood, refuseRepeats, type CheckedRow, type RowVerdict } from '../csv/verdicts.js';
import { stateAt, type Segment } from '../timeline/fold-facts.js';
import { diffPerson, saysNothing, sortRoles, type PersonFields, type PersonPatch } from '../timeline/person-patch.js';
import { checkPersonCells, isDate, readRoles, type PersonCells, type PersonColumn } from './check-person-cells.js';
import type { PersonEntry, PersonState } from './person.repository.js';

export interface PeopleWorld {
  people: readonly PersonState[];
  /** By code. */
  units: ReadonlyMap<string, { id: string; zone: string }>;
  /** Business time. */
  now: string;
  /** The tenant's: in which days of several units are told. */
  zone: string;
  /** Of the people (by id) whose rows name a day: how they were, are and will be. */
  timelines: ReadonlyMap<string, readonly Segment<PersonFields>[]>;
  /** Managers (by number) as of the earliest day that a row names, or now, and how they change after it. */
  managers: { from: string; existing: ReadonlyMap<string, string | null>; later: readonly LaterReference[] };
  author: Author;
  newId: () => string;
}

/** What a row says, to be saved or, for a later day, to be planned. */
export interface PlannedEntry extends PersonEntry {
  effectiveOn: string | undefined;
  planned: boolean;
}

export interface PeoplePlan {
  verdicts: RowVerdict[];
  entries: PlannedEntry[];
}

interface Row extends CheckedRow {
  cells: PersonCells;
  known: PersonState | undefined;
  /** The person as of the row's day; undefined for somebody new. */
  before: PersonFields | undefined;
  at: string;
  planned: boolean;
}

/** Judges each row against what is there and the other rows; writes nothing. */
export function planPeople(table: readonly TableRow<PersonColumn>[], world: PeopleWorld): PeoplePlan {
  const known = new Map(world.people.map((person) => [person.number, person]));
  const numberOf = new Map(world.people.map((person) => [person.id, person.number]));
  const rows = table.map((row) => readRow(row, known, world));
  refuseRepeats(rows, 'number');
  for (const row of rows) checkAgainst(row, world);

  const wanted = ({ before, cells }: Row): string | null => {
    if (cells.manager !== undefined) return cells.manager === '' ? null : cells.manager;
    return before?.managerId == null ? null : (numberOf.get(before.managerId) ?? null);
  };
  const ids = new Map(world.people.map((person) => [person.number, person.id]));
  refuseUnauthorised(rows, world, (row) => diffPerson(row.before, merged(row, wanted(row), ids, world)));
  refuseLeftManagers(rows, known, wanted, (row) => localOf(row.at, zoneOf(row, world)).date);
  const names = new Map([...known].map(([number, person]) => [number, person.name]));
  for (const row of rows) if (row.cells.name) names.set(row.key, row.cells.name);
  const course: Course = {
    ...world.managers,
    label: (number) => `${number} ${names.get(number) ?? ''}`.trim(),
    dayOf: (at) => localOf(at, world.zone).date,
  };
  const referenceOf = (row: Row): Reference => ({
    key: row.key,
    to: wanted(row),
    at: row.at === world.managers.from || row.known === undefined ? undefined : row.at,
  });
  const [standing, wrong] = [rows.filter(isGood), rows.filter((row) => !isGood(row) && isRight(row, 'manager'))];
  const refused = settleReferences(standing.map(referenceOf), course);
  const alsoWrong = referencesOfWrongRows(wrong.map(referenceOf), standing.map(referenceOf), course);
  const refuse = (row: Row, message: string | undefined): void => {
    if (message !== undefined) row.problems.push({ column: 'manager', message });
  };
  for (const row of standing) refuse(row, refused.get(row.key));
  for (const [at, row] of wrong.entries()) refuse(row, alsoWrong[at]);

  const good = rows.filter(isGood);
  for (const { key } of good) if (!ids.has(key)) ids.set(key, world.newId());
  const entries = good.map((row): PlannedEntry => {
    const after = merged(row, wanted(row), ids, world);
    const patch = diffPerson(row.before, after);
    const { known: before, at: from, planned } = row;
    const effectiveOn = row.cells.effective_on === '' ? undefined : row.cells.effective_on;
    return { id: after.id, number: row.key, before, patch, from, planned, effectiveOn };
  });
  const changed = new Map(entries.filter((entry) => !saysNothing(entry.patch)).map((entry) => [entry.number, entry]));
  return {
    verdicts: rows.map((row) => ({
      row: row.row,
      key: row.key,
      verdict: verdictOf(row, changed.has(row.key)),
      problems: row.problems,
      ...(row.cells.effective_on ? { effectiveOn: row.cells.effective_on } : {}),
    })),
    entries: [...changed.values()],
  };
}

function readRow(
  { row, cells, problems }: TableRow<PersonColumn>,
  known: ReadonlyMap<string, PersonState>,
  world: PeopleWorld,
): Row {
  const person = known.get(cells.number ?? '');
  const read: Row = {
    row,
    key: cells.number ?? '',
    cells,
    problems: [...problems, ...checkPersonCells(cells)],
    known: person,
    before: person,
    at: world.now,
    planned: false,
  };
  if (!cells.effective_on || !isRight(read, 'effective_on')) return read;
  // Where the unit is not known, so that the row is refused, its day is judged all the same.
  const zone = zoneOf(read, world);
  const effect = effectiveInstant(cells.effective_on, zone, world.now);
  const wrong = (message: string) => read.problems.push({ column: 'effective_on', message });
  if (person === undefined) {
    // Nobody is planned: who comes later is in the file now, with the day of joining.
    if (effect.planned) wrong('a new person is told by the day of joining: leave this empty');
    return { ...read, at: effect.planned ? world.now : effect.at };
  }
  const segments = world.timelines.get(person.id) ?? [];
  const since = segments[0]?.from ?? world.now;
  const fitting = sinceKnown(effect, cells.effective_on, zone, since);
  if (fitting === undefined) {
    wrong(`the person is known here since ${localOf(since, zone).date}: name that day or a later one`);
    return read;
  }
  return { ...read, ...fitting, before: stateAt(segments, fitting.at) ?? person };
}

function verdictOf(row: Row, changed: boolean): RowVerdict['verdict'] {
  if (!isGood(row)) return 'wrong';
  if (row.known === undefined) return 'new';
  return changed ? 'changed' : 'same';
}

function checkAgainst({ cells, problems, before }: Row, world: PeopleWorld): void {
  if (cells.unit && !world.units.has(cells.unit))
    problems.push({ column: 'unit', message: `there is no unit ${cells.unit}` });
  const { joined = '' } = cells;
  // A file without the column changes no dates: what is kept must still fit.
  if (cells.left === undefined && before?.leftOn != null && isDate(joined) && before.leftOn < joined) {
    problems.push({ column: 'joined', message: 'is after the day of leaving' });
  }
  if (cells.roles === undefined) return;
  const roles = readRoles(cells.roles, unitIds(world));
  if (!Array.isArray(roles)) problems.push({ column: 'roles', ...roles });
  else if (!world.author.mayGrantRoles && JSON.stringify(roles) !== JSON.stringify(sortRoles(before?.roles ?? []))) {
    problems.push({ column: 'roles', message: 'only an administrator grants or takes roles' });
  }
}

const COLUMN_OF: Readonly<Record<NonNullable<Refusal['field']>, PersonColumn>> = {
  email: 'email',
  joinedOn: 'joined',
  leftOn: 'left',
  managerId: 'manager',
};

const COLUMN_SAYS: Readonly<Partial<Record<keyof PersonPatch, PersonColumn>>> = {
  ...COLUMN_OF,
  name: 'name',
  unitId: 'unit',
  jobFamily: 'job_family',
  grade: 'grade',
  grant: 'roles',
  remove: 'roles',
};

/** What the row would change where nothing is wrong with it. */
function rightPart(row: Row, patch: PersonPatch): PersonPatch {
  const isRead = (field: string): boolean => {
    const column = COLUMN_SAYS[field as keyof PersonPatch];
    return column === undefined || isRight(row, column);
  };
  return Object.fromEntries(Object.entries(patch).filter(([field]) => isRead(field)));
}

/** Before managers are judged: a row that is refused leaves its person where they are. */
function refuseUnauthorised(rows: readonly Row[], world: PeopleWorld, patchOf: (row: Row) => PersonPatch): void {
  const today = localOf(world.now, world.zone).date;
  const staying = new Set(
    world.people.filter((person) => person.leftOn === null && isAdministrator(person)).map(({ id }) => id),
  );
  for (const row of rows) {
    if (row.known === undefined) continue;
    const patch = rightPart(row, patchOf(row));
    if (saysNothing(patch)) continue;
    let refusal = refusalOf(world.author, row.known, patch, today);
    if (refusal === undefined && isGood(row) && losesAdministrator(row.known, patch) && staying.has(row.known.id)) {
      if (staying.size === 1) refusal = LAST_ADMINISTRATOR;
      else staying.delete(row.known.id);
    }
    if (refusal === undefined) continue;
    const column = refusal.field === null ? 'number' : COLUMN_OF[refusal.field];
    row.problems.push({ column, message: refusal.message });
  }
}

/** Nobody is newly put under somebody who has left by then; who reported to them before is left alone. */
function refuseLeftManagers(
  rows: readonly Row[],
  known: ReadonlyMap<string, PersonState>,
  wanted: (row: Row) => string | null,
  dayOf: (row: Row) => string,
): void {
  const cells = new Map(rows.map((row) => [row.key, row.cells]));
  const datesAndManager = ['manager', 'left', 'effective_on'] as const;
  for (const row of rows) {
    const manager = wanted(row);
    if (manager === null || !datesAndManager.every((column) => isRight(row, column))) continue;
    const left = cells.get(manager)?.left ?? known.get(manager)?.leftOn ?? '';
    const stays = row.before !== undefined && row.before.managerId === known.get(manager)?.id;
    const own = row.cells.left ?? row.before?.leftOn ?? '';
    const gone = left !== '' && left < dayOf(row) && (own === '' || own > left);
    if (gone && !stays) {
      row.problems.push({ column: 'manager', message: `${manager} left on ${left}: name somebody who is here` });
    }
  }
}

const isRight = ({ problems }: Pick<Row, 'problems'>, column: PersonColumn): boolean =>
  !problems.some((one) => one.column === column);

const zoneOf = ({ cells }: Pick<Row, 'cells'>, world: PeopleWorld) =>
  world.units.get(cells.unit ?? '')?.zone ?? world.zone;

const unitIds = (world: PeopleWorld) => new Map([...world.units].map(([code, { id }]) => [code, id]));

function merged(
  { key, cells, before }: Row,
  manager: string | null,
  ids: ReadonlyMap<string, string>,
  world: PeopleWorld,
): PersonFields {
  const kept = (cell: string | undefined, was: string | null) => (cell === undefined ? was : cell === '' ? null : cell);
  const roles = cells.roles === undefined ? (before?.roles ?? []) : readRoles(cells.roles, unitIds(world));
  return {
    id: ids.get(key) ?? '',
    number: key,
    name: cells.name ?? '',
    email: kept(cells.email, before?.email ?? null),
    unitId: world.units.get(cells.unit ?? '')?.id ?? '',
    jobFamily: cells.job_family ?? '',
    grade: cells.grade ?? '',
    managerId: manager === null ? null : (ids.get(manager) ?? null),
    joinedOn: cells.joined ?? '',
    leftOn: kept(cells.left, before?.leftOn ?? null),
    roles: sortRoles(Array.isArray(roles) ? roles : []),
  };
}
