import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  DIRECTORY_EVENTS,
  type AbsenceChanged,
  DelegationChanged,
  type OrgSnapshot,
  type PersonChanged,
  type UnitChanged,
} from '@goalbeat/contracts/directory/events';
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

const SCHEMA = 'org_streams_spec';
const ORG_COPY = { name: 'org-copy', folder: fileURLToPath(new URL('../migrations/', import.meta.url)) };

let app: NestFastifyApplication;
let work: UnitOfWork;
let org: OrgCopy;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createTestDatabase(SCHEMA, [{ schema: SCHEMA, sources: [KIT, ORG_COPY] }]);
  const config = offlineConfig(database, { PGPOOL: 10 });
  @Module({ imports: [ServiceKitModule.forService({ name: 'goals', schema: SCHEMA, config }), OrgCopyModule] })
  class OrgModule {}
  app = await createService({ name: 'goals', config, module: OrgModule });
  work = app.get(UnitOfWork, { strict: false });
  org = app.get(OrgCopy, { strict: false });
  drop = async () => {
    await app.close();
    await database.drop();
  };
}, 60_000);
afterAll(() => drop(), 60_000);

interface Told {
  type: string;
  data: { seq: number };
}

const hear = (tenantId: string, { type, data }: Told) =>
  work.write(tenantId, (tx) =>
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

/** Many at a time, as a consumer with a prefetch takes them. */
async function hearAll(tenantId: string, events: readonly Told[], atOnce = 50): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let event = events[next++]; event !== undefined; event = events[next++]) await hear(tenantId, event);
    }),
  );
}

/** What the master says in the end, and everything it told on the way. */
function history(tenantId: string, random: () => number): { events: Told[]; last: OrgSnapshot } {
  const pick = <T>(list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0];
  const events: Told[] = [];
  const tell = <T extends { seq: number; version: number }>(type: string, before: T | undefined, now: T): T => {
    const data = { ...now, seq: events.length + 1, version: (before?.version ?? 0) + 1 };
    events.push({ type, data });
    return data;
  };
  let tenant = tell(DIRECTORY_EVENTS.tenant, undefined, tenantAt(tenantId, '2026-11-16T00:00:00.000Z'));
  const units = new Map<string, UnitChanged>();
  const people = new Map<string, PersonChanged>();
  const delegations = new Map<string, DelegationChanged>();
  const absences = new Map<string, AbsenceChanged>();
  const unitIds = [id(10), id(11), id(12)] as const;
  for (const [n, unitId] of unitIds.entries()) {
    const path = n === 0 ? [unitId] : [unitIds[0], unitId];
    units.set(unitId, tell(DIRECTORY_EVENTS.unit, undefined, unitOf(`U${n}`, path)));
  }
  const office = officeCalendar({ from: '09:00', to: '18:00' }, { days: {}, coveredUntil: '2026-12-31' });
  const calendar = tell(DIRECTORY_EVENTS.calendar, undefined, office);
  for (let n = 0; n < 150; n++) {
    const personId = id(100 + Math.floor(random() * 25));
    const before = people.get(personId);
    const what = random();
    if (what < 0.7) {
      const roles = pick([
        [],
        [{ role: 'hr-lead' as const, unitId: null }],
        [{ role: 'hr-partner' as const, unitId: unitIds[1] }],
      ]);
      const managerId = pick([null, ...people.keys()]);
      const fresh = personOf(personId, `E${personId.slice(-4)}`, pick(unitIds), { grade: `G${n}`, roles });
      const now = { ...fresh, managerId: managerId === personId ? null : managerId };
      people.set(personId, tell(DIRECTORY_EVENTS.person, before, now));
    } else if (what < 0.8) {
      const unitId = pick(unitIds);
      const unit = units.get(unitId);
      if (unit !== undefined) units.set(unitId, tell(DIRECTORY_EVENTS.unit, unit, { ...unit, name: `N${n}` }));
    } else if (what < 0.85) {
      const absenceId = id(600 + Math.floor(random() * 5));
      const known = absences.get(absenceId);
      const days = { from: '2026-11-16', to: `2026-11-${16 + Math.floor(random() * 10)}` };
      const now = known ?? { seq: 0, version: 0, absenceId, personId: id(100), ...days, cancelled: false };
      absences.set(absenceId, tell(DIRECTORY_EVENTS.absence, known, { ...now, cancelled: random() < 0.5 }));
    } else if (what < 0.95) {
      const delegationId = id(500 + Math.floor(random() * 5));
      const known = delegations.get(delegationId);
      const now: DelegationChanged = known ?? {
        seq: 0,
        version: 0,
        delegationId,
        fromPersonId: id(100),
        toPersonId: id(101),
        from: '2026-11-16T00:00:00.000Z',
        to: '2026-11-30T00:00:00.000Z',
        kinds: pick([null, ['plan']]),
        cancelled: false,
      };
      delegations.set(delegationId, tell(DIRECTORY_EVENTS.delegation, known, { ...now, cancelled: random() < 0.5 }));
    } else tenant = tell(DIRECTORY_EVENTS.tenant, tenant, { ...tenant, name: `T${n}` });
  }
  const last = {
    seq: events.length,
    tenant,
    units: [...units.values()],
    people: [...people.values()],
    delegations: [...delegations.values()],
    calendars: [calendar],
    absences: [...absences.values()],
    quietHours: [],
  };
  return { events, last };
}

/** Everything the copy holds, in the master's words. */
const held = (tenantId: string) =>
  work.read(tenantId, async (tx) => ({
    seq: await org.seq(tx),
    name: (await org.tenant(tx)).name,
    units: (await org.units(tx)).map((unit) => [unit.id, unit.name, unit.path]).toSorted(byText),
    people: (await org.people(tx))
      .map((one) => [one.id, one.number, one.unitId, one.grade, one.managerId, one.roles])
      .toSorted(byText),
    delegations: (
      await tx.query<{ id: string; cancelled: boolean; kinds: string[] | null }>(
        'SELECT id, cancelled, kinds FROM org_delegation',
      )
    )
      .map((one) => [one.id, one.cancelled, one.kinds])
      .toSorted(byText),
    calendars: await tx.query('SELECT code FROM org_calendar'),
    absences: (
      await tx.query<Record<'id' | 'to' | 'cancelled', unknown>>('SELECT id, to_on AS "to", cancelled FROM org_absence')
    )
      .map((one) => [one.id, one.to, one.cancelled])
      .toSorted(byText),
  }));
const said = ({ seq, tenant, units, people, delegations, calendars, absences }: OrgSnapshot) => ({
  seq,
  name: tenant.name,
  units: units.map((unit) => [unit.unitId, unit.name, unit.path]).toSorted(byText),
  people: people
    .map((one) => [one.personId, one.number, one.unitId, one.grade, one.managerId, one.roles])
    .toSorted(byText),
  delegations: delegations.map((one) => [one.delegationId, one.cancelled, one.kinds]).toSorted(byText),
  calendars: calendars.map(({ code }) => ({ code })),
  absences: absences.map((one) => [one.absenceId, one.to, one.cancelled]).toSorted(byText),
});
const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe('a copy', () => {
  it('equals the master whatever the order in which events come and however often, also when it is rebuilt half-way', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const random = generator(seed);
    for (const n of [1, 2, 3]) {
      const tenantId = id(n);
      const { events, last } = history(tenantId, random);
      const repeated = events.filter(() => random() < 0.3);
      const shuffled = [...events, ...repeated]
        .map((event) => ({ event, at: random() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ event }) => event);
      Object.assign(app.get(InternalClient, { strict: false }), { get: () => Promise.resolve(structuredClone(last)) });
      const middle = Math.floor(random() * shuffled.length);
      await hearAll(tenantId, shuffled.slice(0, middle));
      // The second of three is rebuilt while events still come, so are the others only once all is heard.
      if (n === 2) await app.get(OrgRebuild, { strict: false }).rebuild(tenantId);
      await hearAll(tenantId, shuffled.slice(middle));
      expect({ seed, n, ...(await held(tenantId)) }).toEqual({ seed, n, ...said(last) });
      await work.write(tenantId, async (tx) => {
        await tx.execute(`DELETE FROM org_person WHERE grade < 'G5'`);
        await tx.execute(`UPDATE org_unit SET name = 'spoilt'`);
        await tx.execute(`DELETE FROM org_role`);
      });
      await app.get(OrgRebuild, { strict: false }).rebuild(tenantId);
      expect({ seed, n, ...(await held(tenantId)) }).toEqual({ seed, n, ...said(last) });
    }
  }, 60_000);

  it('takes a burst of changes without each waiting for all others', async () => {
    const tenantId = id(9);
    const burst = Array.from({ length: 240 }, (_, n): Told => {
      const person = personOf(id(1000 + n), `B${n}`, id(10), {});
      return { type: DIRECTORY_EVENTS.person, data: { ...person, seq: n + 1 } };
    });
    await hear(tenantId, {
      type: DIRECTORY_EVENTS.tenant,
      data: { ...tenantAt(tenantId, '2026-11-16T00:00:00.000Z'), seq: 241 },
    });
    const began = performance.now();
    await hearAll(tenantId, burst);
    const took = performance.now() - began;
    process.stdout.write(`240 changes at once: ${took.toFixed(0)} ms, ${(took / 240).toFixed(2)} ms each\n`);
    expect(await work.read(tenantId, (tx) => org.seq(tx))).toBe(241);
  }, 60_000);
});

/** Mulberry32: the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
