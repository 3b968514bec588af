import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT } from '@goalbeat/testing/harness/company';
import { type Payroll, startPayroll } from './payroll-service.js';
import { type Change, twoPeople } from './two-people.js';

describe('what signs webhooks', () => {
  let payroll: Payroll;
  const { decide, tasks, newSecret } = twoPeople(() => payroll);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 2);
  });
  afterAll(() => payroll.close());

  const make = (who: 'lead' | 'reviewer' | 'hr' = 'lead') => payroll.ask(who, 'POST', '/v1/hand-over/secrets');
  const sealed = async () =>
    (
      await payroll.rows<{ sealed: string; previous: string | null }>(
        'SELECT sealed, previous_sealed AS previous FROM hand_over_secret',
      )
    )[0];

  it('is made by the one lead at first, and by two from then on', async () => {
    for (const who of ['reviewer', 'hr'] as const) expect((await make(who)).status).toBe(403);
    expect(await make()).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^whsec_/) } });
    const before = await sealed();
    const asked = await make();
    expect(asked).toMatchObject({
      status: 202,
      body: { kind: 'secret', state: 'open', askedBy: STAFF.lead, askedOf: [STAFF.reviewer] },
    });
    expect(JSON.stringify(asked.body)).not.toContain('whsec_');
    const change = asked.body as unknown as Change;
    expect(await tasks(change.id)).toEqual([{ assigneeId: STAFF.reviewer, state: 'open' }]);
    // Said again it is the same question, and nothing has changed.
    expect(await make()).toMatchObject({ status: 202, body: { id: change.id } });
    expect(await sealed()).toEqual(before);
    expect(await decide('confirm', 'lead', change)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    const confirmed = await decide('confirm', 'reviewer', change);
    expect(confirmed).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    expect(JSON.stringify(confirmed.body)).not.toContain('whsec_');
    expect(await sealed()).toEqual(before);
    expect(await make()).toMatchObject({ status: 201, body: { previousSecretUntil: expect.any(String) } });
    expect((await sealed())?.previous).toBe(before?.sealed);
    // One yes is good for one secret.
    expect(await make()).toMatchObject({ status: 202, body: { state: 'open' } });
    const logged = await payroll.rows<{ details: object }>(
      `SELECT details FROM process_log WHERE action = 'secret-made' ORDER BY id`,
    );
    expect(logged.map(({ details }) => details)).toMatchObject([
      { confirmedBy: null },
      { confirmedBy: STAFF.reviewer },
    ]);
  });

  it('is not made once it was refused, nor a day after it was confirmed', async () => {
    const asked = (await make()).body as unknown as Change;
    expect(await decide('refuse', 'reviewer', asked)).toMatchObject({ body: { state: 'refused' } });
    const again = await make();
    expect(again.status).toBe(202);
    expect(await decide('confirm', 'reviewer', again.body as unknown as Change)).toMatchObject({ status: 200 });
    await payroll.rows(`UPDATE org_tenant SET clock_anchor_virtual = clock_anchor_virtual + interval '25 hours'`);
    expect(await make()).toMatchObject({ status: 202, body: { state: 'open' } });
    await newSecret();
  });

  it('is made after a restore into another cluster, where ids of transactions begin anew', async () => {
    await payroll.rows('ALTER TABLE hand_over_change DISABLE TRIGGER USER');
    await payroll.rows(`UPDATE hand_over_change SET decided_tx = '9000000000000' WHERE state = 'confirmed'`);
    await payroll.rows('ALTER TABLE hand_over_change ENABLE TRIGGER USER');
    const before = await sealed();
    await newSecret();
    expect((await sealed())?.previous).toBe(before?.sealed);
  });

  it('is guarded by the database against a service that forgets', async () => {
    const replace = (changeId: string | null) =>
      payroll.uow.write(TENANT, (tx) =>
        tx.execute(`UPDATE hand_over_secret SET sealed = 'mine', change_id = $1, made_by = $2`, [changeId, STAFF.lead]),
      );
    await expect(replace(null)).rejects.toThrow('two people');
    const [used] = await payroll.rows<{ id: string }>('SELECT change_id AS id FROM hand_over_secret');
    await expect(replace(used?.id ?? '')).rejects.toThrow('two people');
    const asked = (await make()).body as unknown as Change;
    await expect(replace(asked.id)).rejects.toThrow('two people');
  });
});
