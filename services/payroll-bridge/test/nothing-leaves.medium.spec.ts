import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { twoPeople } from './two-people.js';

/** SQL by the service's own role with the tenant set: as if the service's code were wrong. */
describe('what leaves for payroll, in the database itself', () => {
  let payroll: Payroll;
  let week = 1;
  const { goBy, newSecret } = twoPeople(() => payroll);
  const HERE = 'http://127.0.0.1:9/here';

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 3);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  type Statement = [sql: string, params: unknown[]];
  const attempt = (...statements: Statement[]) =>
    payroll.uow.write(TENANT, async (tx) => {
      for (const [sql, params] of statements) await tx.execute(sql, params);
    });
  async function handedOver(): Promise<{ runId: string; id: string }> {
    const runId = await payroll.build(randomUUID(), [score(0, worker(0))], `2029-W${String(week++).padStart(2, '0')}`);
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const [row] = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    return { runId, id: row?.id ?? '' };
  }
  const stop = () => payroll.ask('reviewer', 'POST', '/v1/stop-switch', { reason: '金额可疑' });
  const goOn = async () => {
    for (const [who, what] of [
      ['hr', 'release-request'],
      ['lead', 'release'],
    ] as const) {
      const { body } = await payroll.ask('lead', 'GET', '/v1/stop-switch');
      const [one] = body['stops'] as { id: string; version: number }[];
      const said = { stop: one?.id, version: one?.version, ...(what === 'release' ? {} : { reason: '已核实' }) };
      expect((await payroll.ask(who, 'POST', `/v1/stop-switch/${what}`, said)).status).toBe(200);
    }
  };

  it('lets no webhook begin and no file out while payouts are stopped', async () => {
    await newSecret();
    await goBy({ way: 'webhook', url: HERE, deduplicates: false });
    const { id } = await handedOver();
    await goBy({ way: 'csv' });
    const { runId } = await handedOver();
    const begin: Statement = [`UPDATE hand_over_message SET state = 'in-flight', attempts = 1 WHERE id = $1`, [id]];
    const letOut: Statement = [
      'UPDATE hand_over_file SET released_at = now(), released_by = $2 WHERE run_id = $1',
      [runId, STAFF.lead],
    ];
    expect((await stop()).status).toBe(200);
    await expect(attempt(begin)).rejects.toThrow('payouts are stopped');
    await expect(attempt(letOut)).rejects.toThrow('payouts are stopped');
    await goOn();
    await attempt(letOut);
    await attempt(begin);
  });

  it.each([
    [false, false],
    [true, true],
  ])(
    'forgets by nobody’s own word that something may have been taken (dropping repeats: %s)',
    async (deduplicates, may) => {
      await goBy({ way: 'webhook', url: HERE, deduplicates });
      const { id } = await handedOver();
      const is = (state: string, denials: number): Statement => [
        'UPDATE hand_over_message SET state = $2, denials = $3, perhaps_at = $4 WHERE id = $1',
        [id, state, denials, HERE],
      ];
      const forget: Statement = ['UPDATE hand_over_message SET perhaps_at = NULL WHERE id = $1', [id]];
      const said = await Promise.all(
        ['unclear', 'refused', 'delivered'].map((state) =>
          attempt(is(state, 0), forget).then(
            () => 'forgotten',
            (error: unknown) => String(error),
          ),
        ),
      );
      expect(said).toEqual(said.map(() => expect.stringMatching(may ? /^forgotten$/ : /is not forgotten/)));
      if (may) return;
      const change = randomUUID();
      const saying = (finding: string, payouts: string[]): Statement[] => [
        [
          `INSERT INTO hand_over_change (id, tenant_id, kind, present, wanted, payout_ids, asked_by, asked_at, asked_of)
         VALUES ($1, $2, 'finding', '{}', $3, $4, $5, now(), '{}')`,
          [change, TENANT, JSON.stringify({ finding }), payouts, STAFF.reviewer],
        ],
      ];
      const confirm: Statement = [
        `UPDATE hand_over_change SET state = 'confirmed', decided_by = $2, decided_at = now() WHERE id = $1`,
        [change, STAFF.lead],
      ];
      const doubt = is('unclear', 0);
      await expect(attempt(doubt, ...saying('never-seen', [id]), forget)).rejects.toThrow('not forgotten');
      for (const [finding, of] of [
        ['payroll-has-it', id],
        ['never-seen', randomUUID()],
      ] as const)
        await expect(attempt(doubt, ...saying(finding, [of]), confirm, forget)).rejects.toThrow('not forgotten');
      await attempt(doubt, ...saying('never-seen', [id]), confirm, forget);
      // By key payroll has said that it does not know it.
      await attempt(is('unclear', 1), forget);
    },
  );
});
