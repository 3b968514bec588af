import { Injectable } from '@nestjs/common';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { localOf } from '@goalbeat/domain/calendar/zone';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import { applyDue } from '../change/apply-due.js';
import { addChanges } from '../change/change.repository.js';
import { authorOf, losesAdministrator, requireAdministrator } from '../change/person-authority.js';
import { readTable, type TableRow } from '../csv/read-table.js';
import { mayWrite, refuseRepeatsOfTorn, withTorn, type ImportMode, type ImportResult } from '../csv/verdicts.js';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { lockChanges } from '../organisation/changes.js';
import { loadTenant, tenantNow } from '../tenant/tenant.repository.js';
import type { PersonFields } from '../timeline/person-patch.js';
import { foldPeople, linksFrom, loadTimelines, replaceTimelines } from '../timeline/timeline.repository.js';
import { saveNewHeads } from '../unit/unit.repository.js';
import { PERSON_COLUMNS_OF_FILE, isDate, type PersonColumn } from './check-person-cells.js';
import { listPeople, savePeople, type PersonRow } from './person.repository.js';
import { planPeople, type PeopleWorld, type PlannedEntry } from './plan-people.js';
import { inReadersWords } from '../wording/row-words.js';

@Injectable()
export class PersonImportService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /**
   * @param text CSV, or a workbook: number,name,unit,job_family,grade,joined[,email,manager,left,roles,effective_on]
   * @throws validation, unknown-field, unsupported-media, too-large for a file that cannot be read; rows that are wrong are in the answer
   */
  async import(command: CommandRequest, mode: ImportMode, text: string): Promise<ImportResult> {
    const { principal } = command;
    const tenant = { tenantId: principal.tenantId };
    requireMay(principal, 'directory.people.import', tenant);
    const table = await readTable(text, PERSON_COLUMNS_OF_FILE);
    refuseRepeatsOfTorn(table, 'number');
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const now = await tenantNow(tx, this.clock.now());
      await applyDue(tx, now);
      const world = await worldOf(tx, table.rows, now);
      const { verdicts: judged, entries } = planPeople(table.rows, { ...world, author: authorOf(principal) });
      const verdicts = withTorn(judged, table.torn, ({ number = '' }) => number);
      const write = mayWrite(mode, verdicts);
      if (write && entries.length > 0) {
        await saveEntries(tx, principal, entries, now);
        await saveNewHeads(tx, now);
        if (entries.some(({ before, patch }) => before !== undefined && losesAdministrator(before, patch)))
          await requireAdministrator(tx, localOf(now, world.zone).date);
        tx.log({
          ...actorOf(principal),
          subjectKind: 'organisation',
          subjectId: tx.tenantId,
          action: 'people-imported',
          at: now,
          details: {
            rows: verdicts.length,
            changed: entries.length,
            planned: entries.filter((entry) => entry.planned).length,
          },
        });
      } else tx.changedNothing();
      return { mode, written: write ? entries.length : 0, rows: inReadersWords(verdicts) };
    });
  }
}

async function worldOf(
  tx: Tx,
  table: readonly TableRow<PersonColumn>[],
  now: string,
): Promise<Omit<PeopleWorld, 'author'>> {
  const people = await listPeople(tx);
  const units = await tx.query<{ id: string; code: string; zone: string }>('SELECT id, code, zone FROM org_unit');
  const dated = new Set(table.filter((row) => row.cells.effective_on).map((row) => row.cells.number ?? ''));
  return {
    people,
    units: new Map(units.map((unit) => [unit.code, unit])),
    now,
    zone: (await loadTenant(tx)).zone,
    timelines: await loadTimelines<PersonFields>(
      tx,
      'person',
      people.filter((person) => dated.has(person.number)).map((person) => person.id),
    ),
    managers: await managersFrom(tx, people, earliest(table, now)),
    newId: uuidv7,
  };
}

/** A day before the earliest that a row names, whatever the zone; now when all is of today or later. */
function earliest(table: readonly TableRow<PersonColumn>[], now: string): string {
  const days = table.map((row) => row.cells.effective_on ?? '').filter(isDate);
  const first = days.reduce((least, day) => (day < least ? day : least), now.slice(0, 10));
  return first < now.slice(0, 10) ? new Date(Date.parse(`${first}T00:00:00Z`) - 86_400_000).toISOString() : now;
}

async function managersFrom(tx: Tx, people: readonly PersonRow[], from: string): Promise<PeopleWorld['managers']> {
  const { base, later } = await linksFrom(tx, 'person', from);
  const numbers = new Map(people.map((person) => [person.id, person.number]));
  const numberOf = (id: string | null | undefined) => (id == null ? null : (numbers.get(id) ?? null));
  return {
    from,
    existing: new Map(people.map((person) => [person.number, numberOf(base.get(person.id))])),
    later: later.map(({ id, to, at }) => ({ key: numbers.get(id) ?? id, to: numberOf(to), at })),
  };
}

async function saveEntries(tx: Tx, principal: Principal, entries: readonly PlannedEntry[], now: string): Promise<void> {
  await addChanges(
    tx,
    entries.flatMap(({ id, patch, from, planned, effectiveOn, before }) =>
      effectiveOn === undefined || before === undefined
        ? []
        : [
            {
              id: uuidv7(),
              subjectKind: 'person' as const,
              subjectId: id,
              effectiveOn,
              effectiveAt: from,
              set: { ...patch },
              state: planned ? ('planned' as const) : ('applied' as const),
              problem: null,
              reason: null,
              requestedBy: principal.personId ?? principal.id,
              requestedAt: now,
              settledAt: planned ? null : now,
            },
          ],
    ),
  );
  await savePeople(
    tx,
    entries.filter((entry) => !entry.planned),
    now,
  );
  await replaceTimelines(
    tx,
    'person',
    await foldPeople(
      tx,
      entries.filter((entry) => entry.planned),
    ),
  );
}
