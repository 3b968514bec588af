import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OTHER_TENANT, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import { ReconciliationWorker } from '../src/reconciliation/reconciliation.worker.js';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

interface Result {
  agrees: boolean;
  differences: {
    what: string;
    runId: string | null;
    lineId: string | null;
    payoutId: string | null;
    personNumber: string | null;
  }[];
  differenceCount: number;
}

/** Each book that somebody past the service could write into, and what is said of it then. `$l` is a line, `$p` its payout, `$r` the run. */
const CORRUPTIONS: readonly [what: string, sql: string][] = [
  ['signed-not-posted', `DELETE FROM ledger_txn WHERE cause = 'signed' AND line_id = $l`],
  ['posted-not-signed', `UPDATE bonus_line SET state = 'ready' WHERE id = $l`],
  ['held-not-posted', `UPDATE bonus_line SET state = 'held' WHERE id = $l`],
  ['reversed-not-posted', `UPDATE bonus_line SET state = 'reversed' WHERE id = $l`],
  ['posted-not-handed-over', `DELETE FROM payout WHERE id = $p`],
  ['handed-over-not-signed', `UPDATE bonus_line SET state = 'ready' WHERE id = $l`],
  ['handed-over-not-posted', `DELETE FROM ledger_txn WHERE cause = 'handed-over' AND payout_id = $p`],
  ['handed-over-not-posted', `UPDATE payout SET amount_minor = amount_minor + 1 WHERE id = $p`],
  ['answer-not-posted', `DELETE FROM ledger_txn WHERE cause = 'paid' AND payout_id = $p`],
  ['posted-not-answered', `UPDATE payout SET state = 'handed-over' WHERE id = $p`],
  ['line-says-signed', `UPDATE bonus_line SET state = 'signed' WHERE id = $l`],
  ['paid-without-answer', `DELETE FROM payout_answer WHERE payout_id = $p`],
  ['answered-not-taken', `UPDATE payout SET state = 'unknown' WHERE id = $p`],
  [
    'ledger-unbalanced',
    `UPDATE ledger_entry SET minor = minor + 1 WHERE minor > 0 AND txn_id IN (SELECT id FROM ledger_txn WHERE line_id = $l AND cause = 'paid')`,
  ],
  [
    'claim-broken',
    `UPDATE ledger_entry SET account = 'held-payable' WHERE account = 'bonus-payable' AND minor > 0 AND txn_id IN (SELECT id FROM ledger_txn WHERE line_id = $l)`,
  ],
  ['posted-for-nobody', `UPDATE ledger_txn SET payout_id = gen_random_uuid() WHERE line_id = $l AND cause = 'paid'`],
  [
    'paid-again',
    `INSERT INTO payout SELECT gen_random_uuid(), tenant_id, run_id, line_id, 2, batch_id, person_id, currency, amount_minor, 'handed-over', 1, requested_at, NULL, NULL, NULL, NULL, NULL, NULL, id FROM payout WHERE id = $p`,
  ],
  ['batch-sum', `UPDATE payout_batch SET sum_minor = sum_minor + 100 WHERE run_id = $r`],
  ['batch-count', `UPDATE payout_batch SET count = count + 1 WHERE run_id = $r`],
  ['run-counts', `UPDATE payout_run SET paid = paid + 1 WHERE id = $r`],
];
const OF_A_RUN = new Set(['batch-sum', 'batch-count', 'run-counts']);
const BOOKS = ['ledger_entry', 'ledger_txn', 'payout_answer', 'payout', 'payout_batch', 'bonus_line', 'payout_run'];

describe('reconciliation', () => {
  let payroll: Payroll;
  let week = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    await payroll.seed(OTHER_TENANT, 1);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const handedOver = async () => {
    week += 1;
    const cycleId = randomUUID();
    const runId = await payroll.build(cycleId, [score(0, worker(0)), score(1, worker(1))], `2026-W${week}`);
    await payroll.signAll(runId);
    const ref = { tenantId: TENANT, runId };
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    await payroll.confirmAll();
    const lines = await payroll.rows<{ lineId: string; payoutId: string; number: string }>(
      `SELECT l.id AS "lineId", p.id AS "payoutId", l.person_number AS number FROM bonus_line l JOIN payout p ON p.line_id = l.id
       WHERE l.run_id = $1 ORDER BY l.person_number`,
      [runId],
    );
    return { cycleId, ref, runId, lines };
  };
  const settled = async () => {
    const run = await handedOver();
    await payroll.answer(...run.lines.map(({ payoutId }) => answerOf(payoutId, 'paid')));
    await payroll.activities.reconcileRun(run.ref);
    await payroll.activities.closeRun(run.ref);
    return run;
  };
  const ask = async (body: object = {}) => {
    const answer = await payroll.ask('lead', 'POST', '/v1/reconciliations', body);
    expect(answer.status).toBe(201);
    return answer.body as unknown as Result;
  };
  const results = async (query = '') =>
    (await payroll.ask('lead', 'GET', `/v1/reconciliations?limit=200${query}`)).body['items'] as {
      cause: string;
      runId: string | null;
      day: string | null;
      agrees: boolean;
    }[];
  const tasks = (subjectId: string) =>
    payroll.rows<{ title: string; state: string; who: string }>(
      `SELECT title, state, assignee_id AS who FROM approval_task WHERE subject_kind = 'reconciliation-difference' AND subject_id = $1
       ORDER BY opened_at, id`,
      [subjectId],
    );
  /** As superuser, past every trigger. */
  const forced = async (...statements: string[]) => {
    await payroll.database.admin.query('SET session_replication_role = replica');
    for (const one of statements) await payroll.database.admin.query(one);
    await payroll.database.admin.query('SET session_replication_role = DEFAULT');
  };
  const keepBooks = () =>
    forced(
      'DROP SCHEMA IF EXISTS kept CASCADE',
      'CREATE SCHEMA kept',
      ...BOOKS.map((one) => `CREATE TABLE kept.${one} AS TABLE ${one}`),
    );
  const putBooksBack = () =>
    forced(
      ...BOOKS.map((one) => `DELETE FROM ${one}`),
      ...BOOKS.map((one) => `INSERT INTO ${one} SELECT * FROM kept.${one}`),
    );

  it.each(CORRUPTIONS)('names %s by its line', async (what, sql) => {
    const { cycleId, runId, lines } = await settled();
    const [line] = lines;
    await keepBooks();
    expect(await ask({ cycle: cycleId })).toMatchObject({ agrees: true, differences: [], differenceCount: 0 });
    await forced(
      sql.replaceAll('$l', `'${line?.lineId}'`).replaceAll('$p', `'${line?.payoutId}'`).replaceAll('$r', `'${runId}'`),
    );
    const found = await ask({ cycle: cycleId });
    await putBooksBack();
    expect(found.agrees).toBe(false);
    const [named] = found.differences.filter((one) => one.what === what);
    expect(found.differences.map((one) => one.what)).toContain(what);
    expect(named?.runId).toBe(runId);
    expect(named?.lineId).toBe(OF_A_RUN.has(what) ? null : line?.lineId);
    // The other line is said to be right.
    expect(found.differences.filter((one) => one.lineId === lines[1]?.lineId)).toEqual([]);
    expect(await ask({ cycle: cycleId })).toMatchObject({ agrees: true });
  });

  it('agrees while a run is on its way, and says what is to post and to hand over', async () => {
    week += 1;
    const cycleId = randomUUID();
    const runId = await payroll.build(cycleId, [score(0, worker(0)), score(1, worker(1))], `2026-W${week}`);
    const currency = async () => {
      const view = await ask({ cycle: cycleId });
      expect(view).toMatchObject({ agrees: true, differences: [] });
      return (view as unknown as { currencies: object[] }).currencies[0];
    };
    expect(await currency()).toMatchObject({ signed: { amount: '0.00' } });
    await payroll.signAll(runId);
    expect(await currency()).toMatchObject({
      signed: { amount: '1500.00' },
      toPost: { amount: '1500.00' },
      posted: { amount: '0.00' },
    });
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    expect(await currency()).toMatchObject({
      toPost: { amount: '0.00' },
      posted: { amount: '1500.00' },
      toHandOver: { amount: '1500.00' },
    });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    expect(await currency()).toMatchObject({
      toHandOver: { amount: '0.00' },
      handedOver: { amount: '1500.00' },
      unanswered: { amount: '1500.00' },
    });
  });

  it('opens one task for finance as long as the books differ in one way, and closes it when they agree', async () => {
    const { ref, runId, lines } = await settled();
    await keepBooks();
    const [a, b] = lines;
    await forced(`DELETE FROM payout_answer WHERE payout_id = '${a?.payoutId}'`);
    await ask();
    expect(await payroll.activities.reconcileRun(ref)).toEqual({ agreed: false, differences: 1 });
    await ask();
    expect(await tasks(runId)).toMatchObject([
      { state: 'open', who: STAFF.lead, title: expect.stringContaining('1 处') },
    ]);
    await forced(`DELETE FROM payout_answer WHERE payout_id = '${b?.payoutId}'`);
    await ask();
    expect((await tasks(runId)).map(({ state }) => state)).toEqual(['superseded', 'open']);
    await putBooksBack();
    await ask();
    expect((await tasks(runId)).map(({ state }) => state)).toEqual(['superseded', 'superseded']);
    expect((await results(`&run=${runId}`)).map(({ cause, agrees }) => [cause, agrees])).toEqual([
      ['run', false],
      ['run', true],
    ]);
    expect((await results('&differing')).every(({ agrees }) => !agrees)).toBe(true);
  });

  it('compares once after batches have closed, however many look', async () => {
    const { runId } = await handedOver();
    const looking = payroll.get(ReconciliationWorker);
    await Promise.all([looking.afterBatches(), looking.afterBatches(), looking.afterBatches()]);
    expect(await looking.afterBatches()).toBe(0);
    expect((await results(`&run=${runId}`)).map(({ cause }) => cause)).toEqual(['batch']);
  });

  it('compares everything once when the company’s day has begun', async () => {
    const looking = payroll.get(ReconciliationWorker);
    const nights = async () => (await results()).filter(({ cause }) => cause === 'nightly').map(({ day }) => day);
    await payroll.at('2026-11-24T15:59:00.000Z');
    await Promise.all([looking.nightly(), looking.nightly()]);
    expect(await nights()).toEqual(['2026-11-24']);
    expect(await looking.nightly()).toBe(0);
    // A minute past midnight in Shanghai.
    await payroll.at('2026-11-24T16:01:00.000Z');
    expect(await looking.nightly()).toBe(1);
    expect(await nights()).toEqual(['2026-11-25', '2026-11-24']);
    expect(
      await payroll.rows(
        `SELECT FROM process_log WHERE subject_kind = 'reconciliation' AND details ->> 'cause' = 'nightly'`,
      ),
    ).toHaveLength(2);
  });

  it('proves nothing by a cycle that there is not', async () => {
    const cycle = randomUUID();
    for (const answer of [
      await payroll.ask('lead', 'POST', '/v1/reconciliations', { cycle }),
      await payroll.ask('lead', 'GET', `/v1/reconciliation?cycle=${cycle}`),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'not-found', field: 'cycle' } });
    }
  });

  it('is finance’s, of its own company, and never changed', async () => {
    await ask();
    expect((await payroll.ask('hr2', 'POST', '/v1/reconciliations', {})).status).toBe(403);
    expect((await payroll.ask('boss', 'GET', '/v1/reconciliations')).status).toBe(403);
    expect(
      (await payroll.ask(keyPrincipal(['payroll.reconciliation.read'], TENANT), 'POST', '/v1/reconciliations', {}))
        .status,
    ).toBe(403);
    expect(
      (await payroll.ask(keyPrincipal(['payroll.reconciliation'], OTHER_TENANT), 'GET', '/v1/reconciliations')).body,
    ).toMatchObject({ items: [] });
    expect((await payroll.ask('lead', 'POST', '/v1/reconciliations', { cycel: 'x' })).body).toMatchObject({
      code: 'unknown-field',
    });
    const attempt = (sql: string) => payroll.uow.write(TENANT, (tx) => tx.execute(sql));
    await expect(attempt('UPDATE reconciliation SET agrees = true')).rejects.toThrow('permission denied');
    await expect(attempt('DELETE FROM reconciliation')).rejects.toThrow('permission denied');
  });
});
