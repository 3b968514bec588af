import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DIRECTORY_EVENTS, type OrgSnapshot, type PersonChanged } from '@goalbeat/contracts/directory/events';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { InternalClient } from '@goalbeat/service-kit/http/internal-client';
import { KIT } from '@goalbeat/service-kit/migrate/installation';
import { createService } from '@goalbeat/service-kit/start/bootstrap';
import { ServiceKitModule } from '@goalbeat/service-kit/start/service-kit.module';
import { offlineConfig } from '@goalbeat/testing/harness/offline-config';
import { id, officeCalendar, personOf, tenantAt, unitOf } from '@goalbeat/testing/harness/organisation';
import { createTestDatabase } from '@goalbeat/testing/harness/test-database';
import { OrgCopy } from '../src/org-copy.js';
import { OrgCopyConsumer } from '../src/org-copy.consumer.js';
import { OrgCopyModule } from '../src/org-copy.module.js';
import { OrgRebuild } from '../src/org-rebuild.js';

const SCHEMA = 'org_copy_spec';
const ORG_COPY = { name: 'org-copy', folder: fileURLToPath(new URL('../migrations/', import.meta.url)) };
const TENANT = id(1);
const OTHER = id(2);
const ROOT = id(10);
const SALES = id(11);

let app: NestFastifyApplication;
let unitOfWork: UnitOfWork;
let org: OrgCopy;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createTestDatabase(SCHEMA, [{ schema: SCHEMA, sources: [KIT, ORG_COPY] }]);
  const config = offlineConfig(database, { PGPOOL: 10 });
  @Module({ imports: [ServiceKitModule.forService({ name: 'goals', schema: SCHEMA, config }), OrgCopyModule] })
  class OrgModule {}
  app = await createService({ name: 'goals', config, module: OrgModule });
  unitOfWork = app.get(UnitOfWork, { strict: false });
  org = app.get(OrgCopy, { strict: false });
  drop = async () => {
    await app.close();
    await database.drop();
  };
}, 60_000);
afterAll(() => drop(), 60_000);

const person = (n: number, changes: Partial<PersonChanged> = {}): PersonChanged =>
  personOf(id(n), `E${n}`, SALES, { name: `Person ${n}`, grade: 'G1', ...changes });
// Held after a minute at sixty times the usual speed.
const tenant = (tenantId: string) =>
  tenantAt(tenantId, '2026-11-16T00:00:00.000Z', {
    clock: {
      rate: 60,
      anchorReal: '2026-01-01T00:00:00.000Z',
      anchorVirtual: '2026-11-16T00:00:00.000Z',
      heldAt: '2026-01-01T00:01:00.000Z',
      version: 3,
    },
  });
const unit = (path: string[]) => unitOf(path.at(-1)?.slice(-3) ?? '', path);
const office = officeCalendar(
  { from: '09:00', to: '18:00' },
  { days: { '2026-10-01': 'holiday' }, coveredUntil: '2026-12-31' },
);
const hear = (type: string, data: object, tenantId = TENANT) =>
  unitOfWork.write(tenantId, (tx) =>
    app.get(OrgCopyConsumer, { strict: false }).handle(
      {
        specversion: '1.0',
        id: randomUUID(),
        source: 'goalbeat/directory',
        type,
        time: '2026-11-16T00:00:00.000Z',
        datacontenttype: 'application/json',
        tenantid: tenantId,
        data,
      },
      tx,
    ),
  );
const read = <T>(fn: Parameters<typeof unitOfWork.read<T>>[1], tenantId = TENANT) => unitOfWork.read<T>(tenantId, fn);
const seq = () => read((tx) => org.seq(tx));

describe('the copy', () => {
  it('says that it is behind before anything has come', async () => {
    await expect(read((tx) => org.now(tx))).rejects.toMatchObject({ code: 'copy-behind' });
    expect(await seq()).toBe(0);
  });

  it('takes events in any order and twice, and knows how far it has come without a gap', async () => {
    await hear(DIRECTORY_EVENTS.tenant, tenant(TENANT));
    expect(await seq()).toBe(1);
    await hear(DIRECTORY_EVENTS.unit, { ...unit([ROOT, SALES]), seq: 3 });
    await hear(DIRECTORY_EVENTS.person, { ...person(101, { roles: [{ role: 'hr-lead', unitId: null }] }), seq: 5 });
    expect(await seq()).toBe(1);
    await hear(DIRECTORY_EVENTS.unit, { ...unit([ROOT]), seq: 2 });
    expect(await seq()).toBe(3);
    await hear(DIRECTORY_EVENTS.calendar, { ...office, seq: 4 });
    await hear(DIRECTORY_EVENTS.calendar, { ...office, seq: 4 });
    expect(await seq()).toBe(5);
    await expect(read((tx) => org.waitFor(tx, 6))).rejects.toMatchObject({ code: 'copy-behind' });
    await read((tx) => org.waitFor(tx, 5));
  });

  it('never goes back to an older version', async () => {
    await hear(DIRECTORY_EVENTS.person, { ...person(102, { version: 2, managerId: id(101), grade: 'G2' }), seq: 7 });
    await hear(DIRECTORY_EVENTS.person, {
      ...person(102, { version: 1, grade: 'G1', roles: [{ role: 'manager', unitId: null }] }),
      seq: 6,
    });
    expect(await read((tx) => org.person(tx, id(102)))).toMatchObject({
      grade: 'G2',
      roles: [],
      leftOn: null,
      joinedOn: '2020-01-01',
    });
    expect(await seq()).toBe(7);
  });

  it('is complete after many at once', async () => {
    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        hear(DIRECTORY_EVENTS.person, { ...person(200 + n, { managerId: id(102) }), seq: 8 + n }),
      ),
    );
    expect(await seq()).toBe(67);
  }, 30_000);

  it('answers what a service asks', async () => {
    await read(async (tx) => {
      expect(await org.now(tx)).toBe('2026-11-16T01:00:00.000Z');
      expect(await org.managerLine(tx, id(200))).toEqual([id(102), id(101)]);
      expect(await org.tree(tx, id(101))).toHaveLength(61);
      expect(await org.unitPath(tx, SALES)).toEqual([SALES, ROOT]);
      expect(await org.zoneFor(tx, SALES)).toBe('Asia/Shanghai');
      expect(await org.calendarFor(tx, null)).toMatchObject({
        code: 'office',
        days: { '2026-10-01': 'holiday' },
        coveredUntil: '2026-12-31',
      });
      expect(await org.personByNumber(tx, 'E101')).toMatchObject({
        id: id(101),
        roles: [{ role: 'hr-lead', unitId: null }],
      });
      expect(await org.people(tx, { unitIds: [ROOT], activeOn: '2026-11-16' })).toHaveLength(62);
      expect((await org.people(tx, { role: 'hr-lead' })).map((one) => one.number)).toEqual(['E101']);
      await expect(org.person(tx, id(9))).rejects.toMatchObject({ code: 'unknown-person' });
      const view = await org.orgView(tx, { personIds: [id(200)], unitIds: [SALES], roles: ['hr-lead'], numbers: [] });
      expect([
        view.managerOf(id(200)),
        view.holders('hr-lead', null),
        view.active(id(200)),
        view.active(id(9)),
      ]).toEqual([id(102), [id(101)], true, false]);
    });
  });

  it('keeps tenants apart', async () => {
    expect(await read((tx) => org.people(tx), OTHER)).toEqual([]);
  });
});

it('knows people’s quiet hours, whatever order they are told in', async () => {
  const quiet = (version: number, quietHours: { from: string; to: string } | null) =>
    hear(DIRECTORY_EVENTS.quietHours, { seq: 70 + version, version, personId: id(101), quietHours });
  await quiet(2, { from: '21:00', to: '07:00' });
  await quiet(1, { from: '12:00', to: '13:00' });
  const known = () =>
    read(async (tx) =>
      (await org.context(tx, { personIds: [id(101)], unitIds: [], roles: [], numbers: [] })).quietHoursOf(id(101)),
    );
  expect(await known()).toEqual({ from: '21:00', to: '07:00' });
  await quiet(3, null);
  expect(await known()).toBeNull();
});

describe('a rebuild', () => {
  it('makes the copy what directory says, and keeps what is newer', async () => {
    const snapshot: OrgSnapshot = {
      seq: 90,
      tenant: tenant(TENANT),
      units: [unit([ROOT])],
      people: [person(101, { name: 'Mended', unitId: ROOT }), person(102, { version: 1, grade: 'old' })],
      delegations: [
        {
          seq: 1,
          version: 1,
          delegationId: id(50),
          fromPersonId: id(101),
          toPersonId: id(102),
          from: '2026-11-16T00:00:00.000Z',
          to: '2026-11-17T00:00:00.000Z',
          kinds: ['plan'],
          cancelled: false,
        },
      ],
      calendars: [office],
      absences: [
        {
          seq: 2,
          version: 2,
          absenceId: id(60),
          personId: id(101),
          from: '2026-11-16',
          to: '2026-11-17',
          cancelled: false,
        },
        {
          seq: 3,
          version: 1,
          absenceId: id(61),
          personId: id(101),
          from: '2026-11-19',
          to: '2026-11-20',
          cancelled: true,
        },
      ],
      quietHours: [{ seq: 2, version: 1, personId: id(101), quietHours: { from: '20:00', to: '08:00' } }],
    };
    Object.assign(app.get(InternalClient, { strict: false }), {
      get: () => Promise.resolve(structuredClone(snapshot)),
    });
    expect(await app.get(OrgRebuild, { strict: false }).rebuild(TENANT)).toEqual({ seq: 90, units: 1, people: 2 });
    await read(async (tx) => {
      expect((await org.people(tx)).map((one) => [one.number, one.name, one.grade])).toEqual([
        ['E101', 'Mended', 'G1'],
        ['E102', 'Person 102', 'G2'],
      ]);
      expect(await org.units(tx)).toHaveLength(1);
      expect(await org.seq(tx)).toBe(90);
      expect(await org.delegations(tx, '2026-11-16T12:00:00.000Z')).toMatchObject([
        { fromId: id(101), kinds: ['plan'], to: '2026-11-17T00:00:00.000Z' },
      ]);
      expect(await org.delegations(tx, '2026-11-17T00:00:00.000Z')).toEqual([]);
      const away = await org.absences(tx, [id(101), id(102)], { from: '2026-11-17', to: '2026-11-22' });
      expect([...away]).toEqual([[id(101), [expect.objectContaining({ from: '2026-11-16', to: '2026-11-17' })]]]);
      expect((await org.absences(tx, [id(101)], { from: '2026-11-18', to: '2026-11-22' })).size).toBe(0);
    });
  });
});
