import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAYOUT_STATES, PAYOUT_TRANSITIONS } from '@goalbeat/domain/payout/lifecycle';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { rejectionFiles } from './rejection-files.js';
import { twoPeople } from './two-people.js';

/** SQL by the service's own role with the tenant set: as if the service's code were wrong. */
describe('what people say payroll made of a payout, in the database itself', () => {
  let payroll: Payroll;
  const { goBy } = twoPeople(() => payroll);
  const { handedOver } = rejectionFiles(() => payroll);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  type Statement = [sql: string, params: unknown[]];
  const attempt = (...statements: Statement[]) =>
    payroll.uow.write(TENANT, async (tx) => {
      for (const [sql, params] of statements) await tx.execute(sql, params);
    });
  const REFUSED = expect.objectContaining({ code: '23514' });
  const kept = (payout: string, outcome: string, by: string | null, result = 'applied'): Statement => [
    `INSERT INTO payout_answer (tenant_id, answer_id, payout_id, outcome, body, result, received_at, brought_by)
     VALUES ($1, gen_random_uuid()::text, $2, $3, '{}', $4, now(), $5)`,
    [TENANT, payout, outcome, result, by],
  ];
  const asked = (id: string, kind: 'results' | 'finding', wanted: object, payouts: string[], by: string): Statement => [
    `INSERT INTO hand_over_change (id, tenant_id, kind, present, wanted, payout_ids, asked_by, asked_at, asked_of)
     VALUES ($1, $2, $3, '{}', $4, $5, $6, now(), '{}')`,
    [id, TENANT, kind, JSON.stringify(wanted), payouts, by],
  ];
  const confirmed = (id: string, by: string | null): Statement => [
    `UPDATE hand_over_change SET state = 'confirmed', decided_by = $2, decided_at = now() WHERE id = $1`,
    [id, by],
  ];
  async function byQueue(person: string): Promise<string> {
    const runId = await payroll.build(randomUUID(), [score(0, person)], `2029-W${String(week++).padStart(2, '0')}`);
    const ref = { tenantId: TENANT, runId };
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    await payroll.confirmAll();
    const [row] = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    return row?.id ?? '';
  }
  let week = 1;
  const results = { fileId: randomUUID(), answers: [] };
  const paidIt = { finding: 'payroll-paid-it' };

  it('takes a rejection by file that one person brings only as two have confirmed it', async () => {
    await goBy({ way: 'csv' });
    const { ids } = await handedOver([worker(0), worker(1)]);
    const [a = '', b = ''] = ids;
    const change = randomUUID();
    await expect(attempt(kept(a, 'rejected', STAFF.lead))).rejects.toEqual(REFUSED);
    await attempt(asked(change, 'results', results, [a], STAFF.lead));
    // Not confirmed, by who asked, without anybody, of another payout, or in another's name.
    await expect(attempt(kept(a, 'rejected', STAFF.reviewer))).rejects.toEqual(REFUSED);
    for (const by of [STAFF.lead, null])
      await expect(attempt(confirmed(change, by), kept(a, 'rejected', by ?? STAFF.lead))).rejects.toEqual(REFUSED);
    await expect(attempt(confirmed(change, STAFF.reviewer), kept(b, 'rejected', STAFF.reviewer))).rejects.toEqual(
      REFUSED,
    );
    await expect(attempt(confirmed(change, STAFF.reviewer), kept(a, 'rejected', STAFF.lead))).rejects.toEqual(REFUSED);
    // Neither is of HR, and it is nobody's own pay.
    for (const by of [STAFF.hr, STAFF.partner, worker(0), worker(2)])
      await expect(attempt(confirmed(change, by), kept(a, 'rejected', by))).rejects.toEqual(REFUSED);
    await attempt(confirmed(change, STAFF.reviewer), kept(a, 'rejected', STAFF.reviewer));
    // A confirmation counts in its own transaction, and is given once.
    await expect(attempt(kept(a, 'rejected', STAFF.reviewer))).rejects.toEqual(REFUSED);
    for (const again of [
      `state = 'open', decided_by = NULL, decided_at = NULL`,
      `state = 'refused'`,
      `decided_by = $2`,
    ])
      await expect(
        attempt([`UPDATE hand_over_change SET ${again} WHERE id = $1 AND $2::uuid IS NOT NULL`, [change, STAFF.lead]]),
      ).rejects.toEqual(REFUSED);
    // "Paid" by file is one person's to bring, but not about their own pay, nor HR's.
    await attempt(kept(b, 'paid', STAFF.lead));
    await expect(attempt(kept(b, 'paid', worker(1)))).rejects.toEqual(REFUSED);
    await expect(attempt(kept(b, 'paid', STAFF.hr))).rejects.toEqual(REFUSED);
    await expect(attempt(kept(b, 'paid', worker(1), 'repeated'))).rejects.toEqual(REFUSED);
    await goBy({ way: 'rabbitmq' });
  });

  it('takes any answer about what went by no file only as two have confirmed that very word', async () => {
    const id = await byQueue(worker(0));
    for (const outcome of ['accepted', 'paid', 'rejected'])
      await expect(attempt(kept(id, outcome, STAFF.lead))).rejects.toEqual(REFUSED);
    const [as, file] = [randomUUID(), randomUUID()];
    await attempt(
      asked(as, 'finding', paidIt, [id], STAFF.reviewer),
      asked(file, 'results', results, [id], STAFF.reviewer),
    );
    const yes = confirmed(as, STAFF.lead);
    await expect(attempt(yes, kept(id, 'rejected', STAFF.lead))).rejects.toEqual(REFUSED);
    await expect(attempt(confirmed(file, STAFF.lead), kept(id, 'paid', STAFF.lead))).rejects.toEqual(REFUSED);
    await attempt(yes, kept(id, 'paid', STAFF.lead));
    // What payroll says itself needs nobody.
    await attempt(kept(id, 'paid', null));
  });

  it('answers no payout without an answer', async () => {
    const id = await byQueue(worker(0));
    const accept: Statement = [`UPDATE payout SET state = 'accepted' WHERE id = $1`, [id]];
    await expect(attempt(accept)).rejects.toThrow('with payroll');
    await expect(attempt(accept, kept(id, 'accepted', null, 'contradiction'))).rejects.toThrow('with payroll');
    await expect(attempt(accept, kept(id, 'paid', null))).rejects.toThrow('with payroll');
    await attempt(accept, kept(id, 'accepted', null));
  });

  it('knows the same ways from state to state as the table of the domain', async () => {
    const id = await byQueue(worker(0));
    const tried: string[] = [];
    for (const from of PAYOUT_STATES)
      for (const to of PAYOUT_STATES) {
        if (from === to) continue;
        await payroll.database.admin.query(
          `BEGIN; SET LOCAL session_replication_role = replica; UPDATE payroll.payout SET state = '${from}' WHERE id = '${id}'; COMMIT`,
        );
        const refused = await attempt([`UPDATE payout SET state = $2 WHERE id = $1`, [id, to]]).then(
          () => '',
          (error: unknown) => String(error),
        );
        // The way itself is another matter than what has to be there when it commits.
        if (!/stays so|does not become|by the word of two/.test(refused)) tried.push(`${from} → ${to}`);
      }
    const written = PAYOUT_STATES.flatMap((from) =>
      Object.values<string>(PAYOUT_TRANSITIONS[from]).map((to) => `${from} → ${to}`),
    ).filter((way) => way !== 'rejected → paid');
    expect(tried.toSorted()).toEqual(written.toSorted());
  });
});
