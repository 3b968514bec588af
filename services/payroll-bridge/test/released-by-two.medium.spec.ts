import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { v7 as uuidv7 } from 'uuid';
import { type Payroll, startPayroll } from './payroll-service.js';

/** SQL by the service's own role with the tenant set: as if the service's code were wrong. */
describe('a stop of payouts, in the database itself', () => {
  let payroll: Payroll;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 3);
  });
  afterAll(() => payroll.close());

  const attempt = (sql: string, params: unknown[] = []) => payroll.uow.write(TENANT, (tx) => tx.execute(sql, params));
  const REFUSED = expect.objectContaining({ code: '23514' });
  const stopped = async (kind: 'switch' | 'restored'): Promise<string> => {
    const id = uuidv7();
    await attempt(
      `INSERT INTO payout_stop (id, tenant_id, kind, reason, set_at, set_by, in_flight, witness)
       VALUES ($1, $2, $3, 'x', now(), $4, '{}', $5)`,
      [id, TENANT, kind, STAFF.lead, kind === 'restored' ? id : null],
    );
    return id;
  };
  const ask = (stop: string, by: string) =>
    attempt(
      `UPDATE payout_stop SET release_asked_by = $2, release_asked_at = now(), release_reason = 'x' WHERE id = $1`,
      [stop, by],
    );
  const release = (stop: string, by: string) =>
    attempt('UPDATE payout_stop SET released_by = $2, released_at = now() WHERE id = $1', [stop, by]);
  const give = (person: string, role: string) =>
    payroll.rows(`INSERT INTO org_role (tenant_id, person_id, role, unit_id, version) VALUES ($1, $2, $3, NULL, 1)`, [
      TENANT,
      person,
      role,
    ]);
  const take = (person: string, role: string) =>
    payroll.rows('DELETE FROM org_role WHERE tenant_id = $1 AND person_id = $2 AND role = $3', [TENANT, person, role]);
  const gate = async () =>
    (await payroll.rows<{ stops: number }>('SELECT stops FROM payout_gate WHERE tenant_id = $1', [TENANT]))[0]?.stops;

  it('counts a lead of finance who is of HR as HR, and nobody of HR below its lead', async () => {
    const stop = await stopped('switch');
    await give(worker(0), 'hr-lead');
    await give(worker(0), 'finance-lead');
    await give(worker(1), 'hr-partner');
    await give(worker(1), 'finance-lead');
    for (const [first, second] of [
      // Two of HR, one of them with a role in finance besides.
      [STAFF.hr, worker(0)],
      [worker(0), STAFF.hr],
      [worker(1), STAFF.hr],
      [STAFF.hr, worker(1)],
      [worker(0), worker(1)],
      // A partner of HR, with whoever may.
      [STAFF.lead, worker(1)],
      [worker(1), STAFF.lead],
      [STAFF.lead, STAFF.partner],
    ] as const) {
      await ask(stop, first);
      await expect(release(stop, second)).rejects.toEqual(REFUSED);
    }
    expect(await gate()).toBe(1);
    await ask(stop, worker(0));
    await release(stop, STAFF.lead);
    expect(await gate()).toBe(0);
    for (const [person, role] of [
      [worker(0), 'hr-lead'],
      [worker(0), 'finance-lead'],
      [worker(1), 'hr-partner'],
      [worker(1), 'finance-lead'],
    ] as const)
      await take(person, role);
  });

  it('is released by two, in two steps, once', async () => {
    const stop = await stopped('switch');
    // Nobody has asked, or it is asked and released in one stroke.
    await expect(release(stop, STAFF.lead)).rejects.toEqual(REFUSED);
    await expect(
      attempt(
        `UPDATE payout_stop SET release_asked_by = $2, release_asked_at = now(), release_reason = 'x', released_by = $3, released_at = now()
         WHERE id = $1`,
        [stop, STAFF.hr, STAFF.lead],
      ),
    ).rejects.toEqual(REFUSED);
    await ask(stop, STAFF.lead);
    await expect(release(stop, STAFF.lead)).rejects.toEqual(REFUSED);
    await release(stop, STAFF.hr);
    for (const change of [
      'released_by = NULL, released_at = NULL',
      'release_asked_by = NULL, release_asked_at = NULL, release_reason = NULL',
      `release_reason = 'y'`,
      `released_by = '${STAFF.hr2}'`,
      `reason = 'y'`,
    ])
      await expect(attempt(`UPDATE payout_stop SET ${change} WHERE id = $1`, [stop])).rejects.toEqual(REFUSED);
    await expect(attempt('DELETE FROM payout_stop WHERE id = $1', [stop])).rejects.toMatchObject({ code: '42501' });
    await expect(attempt('UPDATE payout_gate SET stops = 0')).rejects.toMatchObject({ code: '42501' });
    expect(await gate()).toBe(0);
  });

  it('goes on after a restore once everything was compared since and agrees', async () => {
    const compared = (agrees: boolean, cycleId: string | null = null) =>
      attempt(
        `INSERT INTO reconciliation (id, tenant_id, at, cause, cycle_id, agrees, currencies, differences, difference_count)
         VALUES ($1, $2, now(), 'asked', $3, $4, '[]', '[]', $5)`,
        [uuidv7(), TENANT, cycleId, agrees, agrees ? 0 : 1],
      );
    // Before the freeze it says nothing of what the restore has undone.
    await compared(true);
    const stop = await stopped('restored');
    await ask(stop, STAFF.hr);
    await expect(release(stop, STAFF.lead)).rejects.toThrow('compared first');
    // Of one cycle only.
    await compared(true, randomUUID());
    await expect(release(stop, STAFF.lead)).rejects.toThrow('compared first');
    await compared(true);
    await compared(false);
    await expect(release(stop, STAFF.lead)).rejects.toThrow('compared first');
    expect(await gate()).toBe(1);
    await compared(true);
    await release(stop, STAFF.lead);
    expect(await gate()).toBe(0);
  });
});
