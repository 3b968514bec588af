import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal, RoleGrant } from '@goalbeat/domain/access/roles';
import {
  OTHER_TENANT,
  rolesOf,
  STAFF,
  type Staff,
  staff,
  TENANT,
  worker,
  employee,
} from '@goalbeat/testing/harness/company';
import { keyPrincipal, personPrincipal } from '@goalbeat/testing/harness/principals';
import { score } from './company.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { twoPeople } from './two-people.js';

interface Switch {
  stopped: boolean;
  stops: { id: string; version: number; kind: string }[];
  inFlight: { notHandedOver: number; heldBack: number; withPayroll: number };
}

describe('the stop switch', () => {
  let payroll: Payroll;
  let week = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 6);
    await payroll.seed(OTHER_TENANT, 1);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const { goBy } = twoPeople(() => payroll);
  const look = async (who: Parameters<Payroll['ask']>[0] = 'lead') =>
    (await payroll.ask(who, 'GET', '/v1/stop-switch')).body as unknown as Switch;
  const stop = (who: Parameters<Payroll['ask']>[0] = 'reviewer', reason = '金额可疑') =>
    payroll.ask(who, 'POST', '/v1/stop-switch', { reason });
  const theStop = async () => {
    const [one] = (await look('reviewer')).stops;
    return { stop: one?.id ?? '', version: one?.version ?? 0 };
  };
  const askRelease = async (who: Parameters<Payroll['ask']>[0]) =>
    payroll.ask(who, 'POST', '/v1/stop-switch/release-request', { ...(await theStop()), reason: '已核实' });
  const release = async (who: Parameters<Payroll['ask']>[0]) =>
    payroll.ask(who, 'POST', '/v1/stop-switch/release', await theStop());
  const signed = async () => {
    week += 1;
    const runId = await payroll.build(
      randomUUID(),
      [0, 1, 2].map((n) => score(n, worker(n))),
      `2026-W${week}`,
    );
    await payroll.signAll(runId);
    return { tenantId: TENANT, runId };
  };
  const told = async (like: string) =>
    (await payroll.rows('SELECT FROM outbox WHERE payload::text LIKE $1', [`%${like}%`])).length;
  const todos = (kind: string) =>
    payroll.rows<{ who: string }>(
      `SELECT assignee_id AS who FROM approval_task WHERE subject_kind = $1 AND state = 'open' ORDER BY 1`,
      [kind],
    );

  it('is for those who answer for pay to set, and for nobody else', async () => {
    for (const who of ['hr2', 'partner', 'boss'] as const) expect((await stop(who)).status).toBe(403);
    expect((await stop(employee(worker(0)))).status).toBe(403);
    expect((await stop(keyPrincipal(['payroll.answer'], TENANT))).status).toBe(403);
    expect((await payroll.ask(employee(worker(0)), 'GET', '/v1/stop-switch')).status).toBe(403);
    expect((await payroll.ask('lead', 'POST', '/v1/stop-switch', {})).body).toMatchObject({ code: 'validation' });
    expect(await look()).toEqual({
      stopped: false,
      stops: [],
      inFlight: { notHandedOver: 0, heldBack: 0, withPayroll: 0 },
    });
  });

  it('stops at once, says what is on its way, holds back what is written, and goes on after two people', async () => {
    const sent = await signed();
    await payroll.activities.postRun(sent);
    await payroll.activities.handOverBatch(sent);
    await payroll.confirmAll();
    const written = await signed();
    await payroll.activities.postRun(written);
    await payroll.activities.handOverBatch(written);
    const waiting = await signed();
    const signals = await told(`payout/${TENANT}/${waiting.runId}`);
    payroll.directory.away = true;
    const set = await stop('reviewer');
    payroll.directory.away = false;
    expect(set).toMatchObject({
      status: 200,
      body: {
        stopped: true,
        stops: [
          {
            kind: 'switch',
            reason: '金额可疑',
            setBy: STAFF.reviewer,
            inFlight: { notHandedOver: 3, heldBack: 3, withPayroll: 3 },
            releaseAskedBy: null,
          },
        ],
      },
    });
    expect((await payroll.ask(staff('lead', OTHER_TENANT), 'GET', '/v1/stop-switch')).body).toMatchObject({
      stopped: false,
    });
    // Said again it changes nothing.
    expect((await stop('lead', 'anders')).body).toMatchObject({ stops: [{ reason: '金额可疑', version: 1 }] });
    const held = () =>
      payroll.rows(
        `SELECT FROM outbox WHERE next_attempt_at = 'infinity' AND payload ->> 'routingKey' = 'com.goalbeat.payout.requested.v1'`,
      );
    expect(await held()).toHaveLength(3);
    expect(await told(`payout/${TENANT}/${waiting.runId}`)).toBe(signals + 1);
    expect(await payroll.activities.postRun(waiting)).toMatchObject({ state: 'signed', stopped: true });
    expect((await todos('payouts-stopped')).map(({ who }) => who)).toEqual([STAFF.lead]);
    expect(await told('payouts-stopped')).toBeGreaterThan(0);

    expect((await askRelease('reviewer')).status).toBe(403);
    expect((await release('lead')).body).toMatchObject({ code: 'wrong-state' });
    expect((await askRelease('hr')).body).toMatchObject({
      stopped: true,
      stops: [{ releaseAskedBy: STAFF.hr, releaseReason: '已核实' }],
    });
    expect((await todos('release-payouts')).map(({ who }) => who)).toEqual([STAFF.lead]);
    expect(await release('hr')).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    expect(await payroll.activities.postRun(waiting)).toMatchObject({ stopped: true });
    expect(await release('lead')).toMatchObject({ status: 200, body: { stopped: false, stops: [] } });
    expect(await held()).toEqual([]);
    expect(await todos('payouts-stopped')).toEqual([]);
    expect(await todos('release-payouts')).toEqual([]);
    expect(await told(`payout/${TENANT}/${waiting.runId}`)).toBe(signals + 2);
    expect(await payroll.activities.postRun(waiting)).toMatchObject({ state: 'posted', stopped: false });
    expect(
      await payroll.rows(
        `SELECT action, actor_id FROM process_log WHERE subject_kind = 'stop-switch' ORDER BY recorded_at, id`,
      ),
    ).toEqual([
      { action: 'stopped', actor_id: STAFF.reviewer },
      { action: 'release-asked', actor_id: STAFF.hr },
      { action: 'released', actor_id: STAFF.lead },
    ]);
  });

  it('wants a fresh sign-in, the role of this moment, the version that was seen, and one of the two from finance', async () => {
    await stop('lead');
    const tired: Principal = {
      ...staff('lead'),
      session: { id: randomUUID(), authTime: Math.floor(Date.now() / 1000) - 3_600 },
    };
    expect((await askRelease(tired)).body).toMatchObject({ code: 'step-up-required' });
    payroll.directory.refused.add(STAFF.lead);
    expect((await askRelease('lead')).status).toBe(403);
    payroll.directory.refused.delete(STAFF.lead);
    const before = await theStop();
    expect((await askRelease('lead')).status).toBe(200);
    expect((await payroll.ask('hr', 'POST', '/v1/stop-switch/release', before)).body).toMatchObject({
      code: 'stale-version',
    });
    expect(
      (await payroll.ask('hr', 'POST', '/v1/stop-switch/release', { stop: randomUUID(), version: 1 })).body,
    ).toMatchObject({ code: 'not-found' });
    // Two of HR are not enough: the second who asks counts, and finance is missing.
    expect((await askRelease('hr')).status).toBe(200);
    const other = personPrincipal(STAFF.hr2, TENANT, [{ role: 'hr-lead', unitId: null }]);
    expect((await release(other)).status).toBe(403);
    const asked = await theStop();
    expect((await release('lead')).body).toMatchObject({ stopped: false });
    expect((await payroll.ask('lead', 'POST', '/v1/stop-switch/release', asked)).body).toMatchObject({
      code: 'wrong-state',
    });
  });

  it('counts what directory says of both now, and of HR as HR whatever they hold in finance besides', async () => {
    const withRoles = async <T>(who: Staff, roles: RoleGrant[], act: () => Promise<T>): Promise<T> => {
      const live = rolesOf(who);
      const before = live.splice(0, live.length, ...roles);
      try {
        return await act();
      } finally {
        live.splice(0, live.length, ...before);
      }
    };
    await stop('lead');
    expect((await askRelease('lead')).status).toBe(200);
    // Our copy still has the role of who asked.
    const asked = await withRoles('lead', [], () => release('hr'));
    expect(asked).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    const both: RoleGrant[] = [...rolesOf('lead'), ...rolesOf('hr')];
    expect((await withRoles('lead', both, () => release('hr'))).status).toBe(409);
    expect((await withRoles('lead', both, () => askRelease('lead'))).status).toBe(503);
    const lastLead = await withRoles('hr', [...rolesOf('hr'), ...rolesOf('lead')], () => askRelease('hr'));
    expect(lastLead.status).toBe(200);
    expect((await todos('release-payouts')).map(({ who }) => who)).toEqual([STAFF.lead]);
    expect((await release('lead')).body).toMatchObject({ stopped: false });
  });

  it('holds what waits in a file for somebody to take it to payroll', async () => {
    await goBy({ way: 'csv' });
    const before = (await look()).inFlight;
    const run = await signed();
    await payroll.activities.postRun(run);
    await payroll.activities.handOverBatch(run);
    await stop();
    expect((await look()).inFlight).toEqual({ ...before, heldBack: before.heldBack + 3 });
    const [file] = await payroll.rows<{ id: string }>('SELECT id FROM hand_over_file WHERE run_id = $1', [run.runId]);
    const take = () => payroll.ask('lead', 'POST', `/v1/payout-files/${file?.id}/release`);
    expect((await take()).body).toMatchObject({ code: 'payouts-stopped' });
    await askRelease('hr');
    await release('lead');
    expect((await take()).status).toBeLessThan(300);
    expect((await look()).inFlight).toEqual({ ...before, withPayroll: before.withPayroll + 3 });
    await goBy({ way: 'rabbitmq' });
  });

  it('is set once however many press it, and repeats its answer to the same key', async () => {
    const pressed = await Promise.all((['lead', 'reviewer', 'hr', 'lead'] as const).map((who) => stop(who)));
    expect(pressed.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await look()).stops).toHaveLength(1);
    expect(await payroll.rows('SELECT stops FROM payout_gate WHERE tenant_id = $1', [TENANT])).toEqual([{ stops: 1 }]);
    await askRelease('hr');
    const body = await theStop();
    const key = { 'idempotency-key': randomUUID() };
    const twice = [
      await payroll.ask('lead', 'POST', '/v1/stop-switch/release', body, key),
      await payroll.ask('lead', 'POST', '/v1/stop-switch/release', body, key),
    ];
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    expect(twice[1]?.headers['idempotency-hit']).toBe('true');
    expect(await payroll.rows('SELECT stops FROM payout_gate WHERE tenant_id = $1', [TENANT])).toEqual([{ stops: 0 }]);
  });

  it('goes on by nobody’s word who has lost the role since', async () => {
    expect((await stop('lead')).status).toBe(200);
    expect((await askRelease('hr')).status).toBe(200);
    await payroll.rows(`UPDATE org_role SET role = 'hr-partner' WHERE tenant_id = $1 AND person_id = $2`, [
      TENANT,
      STAFF.hr,
    ]);
    expect(await release('lead')).toMatchObject({ status: 409, body: { code: 'wrong-state', field: 'stop' } });
    await payroll.rows(`UPDATE org_role SET role = 'hr-lead' WHERE tenant_id = $1 AND person_id = $2`, [
      TENANT,
      STAFF.hr,
    ]);
    expect(await release('lead')).toMatchObject({ status: 200, body: { stopped: false } });
  });
});
