import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { inLanguage } from '@goalbeat/domain/wording/both-languages';
import { APPRAISAL_EVENTS, type PublishedScore } from '@goalbeat/contracts/appraisal/events';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { employee, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { CycleCopyRepository } from '../src/cycle-copy/cycle-copy.repository.js';
import { ScoreBatchConsumer } from '../src/score-batch/score-batch.consumer.js';
import { type Batch, batchOf, cycle, score } from './company.js';
import { balancesOf, linesOf, listOf } from './lists.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

describe('scores that are published again', () => {
  let payroll: Payroll;
  let cycleId: string;
  let period: string;
  let week = 0;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 130);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());
  beforeEach(() => {
    week += 1;
    cycleId = randomUUID();
    period = `2028-W${String(week).padStart(2, '0')}`;
  });

  const of = (n: number, band: string, text = '104.00'): PublishedScore =>
    score(n, worker(n), { band, scoreText: text, score: `${text.replace('.', '')}/100` });
  const publication = (no: number, scores: PublishedScore[], reason = '业务数据更正'): Batch => {
    const batch = batchOf(randomUUID(), cycleId, scores, period);
    return { ...batch, pages: batch.pages.map((page) => ({ ...page, publication: no, reason })) };
  };
  const event = (data: object): CloudEvent => ({
    specversion: '1.0',
    id: randomUUID(),
    source: 'goalbeat/appraisal',
    type: APPRAISAL_EVENTS.scoresPage,
    time: '2026-11-23T02:30:00.000Z',
    datacontenttype: 'application/json',
    tenantid: TENANT,
    data,
  });
  const hear = (page: object): Promise<void> =>
    payroll.uow.write(TENANT, (tx) => payroll.get(ScoreBatchConsumer).handle(event(page), tx));
  const arrive = async (batch: Batch): Promise<string> => {
    for (const page of batch.pages) await hear(page);
    return batch.ref.batchId;
  };
  const paid = async (scores: PublishedScore[]): Promise<string> => {
    const runId = await payroll.build(cycleId, scores, period);
    await pay(runId);
    return runId;
  };
  const pay = async (runId: string): Promise<void> => {
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    await payroll.confirmAll();
    await payroll.answer(...payouts.map(({ id }) => answerOf(id, 'paid')));
  };
  /** The latest number first: batches of these specs are named at random. */
  const known = async () => {
    const { body } = await payroll.ask('lead', 'GET', `/v1/republications?cycle=${cycleId}`);
    const items = body['items'] as Record<string, unknown>[];
    return items.toSorted((a, b) => Number(b['publication']) - Number(a['publication']));
  };
  const tasks = async () => {
    const rows = await payroll.rows<{ subjectId: string; state: string; title: string; assigneeId: string }>(
      `SELECT subject_id AS "subjectId", state, title, assignee_id AS "assigneeId" FROM approval_task
       WHERE subject_kind = 'scores-republished' AND cycle_id = $1 ORDER BY id`,
      [cycleId],
    );
    return rows.map((row) => ({ ...row, title: inLanguage(row.title, null) }));
  };
  const ask = (batchId: string, over: object = {}, who: Parameters<Payroll['ask']>[0] = 'hr') =>
    payroll.ask(who, 'POST', '/v1/off-cycle-runs/corrections', {
      cycleId,
      dryRun: true,
      reason: '按重新发布的评分更正',
      batchId,
      ...over,
    });
  const take = async (batchId: string) => {
    const dry = await ask(batchId);
    return dry.status === 200 ? ask(batchId, { dryRun: false, fingerprint: dry.body['fingerprint'] }) : dry;
  };
  const sound = async (...runIds: string[]): Promise<void> => {
    for (const runId of runIds)
      expect(await payroll.activities.reconcileRun({ tenantId: TENANT, runId })).toMatchObject({ agreed: true });
    expect(await payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx))).toEqual([]);
  };

  it('opens one task, shows the differences, and pays them after the usual signatures only', async () => {
    const first = await paid([of(0, 'excellent'), of(1, 'qualified'), of(2, 'qualified')]);
    const batchId = await arrive(
      publication(2, [of(0, 'qualified', '90.00'), of(1, 'excellent', '110.00'), of(2, 'qualified')]),
    );
    expect(await known()).toMatchObject([
      {
        batchId,
        publication: 2,
        state: 'open',
        reason: '业务数据更正',
        counts: { scores: 2, up: 1, down: 1, notSigned: 0 },
      },
    ]);
    expect(await tasks()).toMatchObject([
      {
        subjectId: batchId,
        state: 'open',
        title: expect.stringContaining(
          `${period} 评分第 2 次发布，待更正奖金：1 人增加，1 人减少 / scores were published again (2)`,
        ),
      },
    ]);
    const payouts = () => payroll.rows('SELECT id FROM payout WHERE person_id = $1', [worker(1)]);
    expect(await payouts()).toHaveLength(1);
    const dry = await ask(batchId);
    expect(dry.body).toMatchObject({
      counts: { up: 1, down: 1, unchanged: 1 },
      totals: [{ up: { amount: '250.00' }, down: { amount: '-250.00' } }],
    });
    const made = await ask(batchId, { dryRun: false, fingerprint: dry.body['fingerprint'] });
    expect(made.status).toBe(200);
    const [runId] = made.body['runIds'] as string[];
    expect(await payouts()).toHaveLength(1);
    expect((await known())[0]).toMatchObject({ state: 'corrected', correctionId: made.body['id'] });
    expect(await tasks()).toMatchObject([{ state: 'done' }]);
    const lines = await linesOf(payroll, (await listOf(payroll, runId ?? '')).id);
    expect(lines).toMatchObject([{ personId: worker(1), amount: { amount: '250.00' } }]);
    await pay(runId ?? '');
    expect(await payouts()).toHaveLength(2);
    // Whose score was another, and where that is written.
    const past = await payroll.ask('lead', 'GET', `/v1/corrections/${String(made.body['id'])}/lines`);
    expect(past.body['items']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          personId: worker(1),
          score: { score: '110.00', band: 'excellent', evidence: '业务数据更正' },
        }),
      ]),
    );
    await sound(first, runId ?? '');
    // Taken once.
    expect((await ask(batchId)).body).toMatchObject({ code: 'duplicate', field: 'batchId' });
  });

  it('posts nothing and opens nothing for the same scores again', async () => {
    const runId = await paid([of(3, 'excellent'), of(4, 'qualified')]);
    const before = await balancesOf(payroll, runId);
    const batchId = await arrive(publication(2, [of(3, 'excellent'), of(4, 'qualified')]));
    // Another score in the same band is worth the same by this plan.
    const third = await arrive(publication(3, [of(3, 'excellent', '105.00'), of(4, 'qualified')]));
    expect(await known()).toMatchObject([
      { batchId: third, state: 'unchanged', counts: { scores: 1, up: 0, down: 0 } },
      { batchId, state: 'unchanged', counts: { scores: 0, up: 0, down: 0 } },
    ]);
    expect(await tasks()).toEqual([]);
    expect(await balancesOf(payroll, runId)).toEqual(before);
    expect((await ask(batchId)).body).toMatchObject({ code: 'wrong-state', field: 'batchId' });
    expect(await payroll.rows('SELECT id FROM correction WHERE cycle_id = $1', [cycleId])).toEqual([]);
  });

  it('takes pages in any order, twice, and at once, as one publication', async () => {
    const people = Array.from({ length: 120 }, (_, n) => n + 5);
    await paid(people.map((n) => of(n, 'qualified')));
    const batch = publication(
      2,
      people.map((n) => of(n, n < 15 ? 'excellent' : 'qualified')),
    );
    await Promise.all([...batch.pages, ...batch.pages.toReversed()].map(hear));
    for (const page of batch.pages) await hear(page);
    expect(await known()).toMatchObject([{ state: 'open', counts: { scores: 10, up: 10, down: 0 } }]);
    expect(await tasks()).toHaveLength(1);
    const log = await payroll.rows(
      `SELECT 1 FROM process_log WHERE subject_kind = 'cycle' AND subject_id = $1 AND action = 'scores-republished'`,
      [cycleId],
    );
    expect(log).toHaveLength(1);
  });

  it('goes by the latest number, whichever arrives first, and by the first of two with the same', async () => {
    await paid([of(0, 'qualified')]);
    const third = await arrive(publication(3, [of(0, 'excellent')]));
    const second = await arrive(publication(2, [of(0, 'unqualified')]));
    const other = await arrive(publication(3, [of(0, 'unqualified')]));
    const stateOf = async () =>
      Object.fromEntries((await known()).map((one) => [String(one['batchId']), one['state']]));
    expect(await stateOf()).toEqual({ [third]: 'open', [second]: 'overtaken', [other]: 'contradicting' });
    expect((await ask(second)).body).toMatchObject({ code: 'wrong-state', field: 'batchId' });
    expect((await ask(other)).body).toMatchObject({ code: 'wrong-state', field: 'batchId' });
    const fourth = await arrive(publication(4, [of(0, 'unqualified')]));
    expect(await stateOf()).toMatchObject({ [third]: 'overtaken', [fourth]: 'open' });
    expect((await tasks()).map(({ subjectId, state }) => [subjectId, state])).toEqual([
      [third, 'superseded'],
      [fourth, 'open'],
    ]);
    expect((await take(third)).body).toMatchObject({ code: 'wrong-state' });
    expect((await take(fourth)).body).toMatchObject({ counts: { down: 1 }, runIds: [] });
  });

  it('builds on what was corrected by hand before, and is built on by what is corrected by hand later', async () => {
    const first = await paid([of(1, 'qualified'), of(2, 'qualified')]);
    const byHand = async (n: number, band: string) => {
      const body = {
        cycleId,
        reason: '更正',
        scores: [{ personId: worker(n), score: '80', band, evidence: '工单 1' }],
      };
      const dry = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', { ...body, dryRun: true });
      const { fingerprint } = dry.body;
      return payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', { ...body, dryRun: false, fingerprint });
    };
    await byHand(1, 'unqualified');
    // The publication says something else of both than before: 1 is qualified again.
    const second = await arrive(publication(2, [of(1, 'qualified', '99.00'), of(2, 'unqualified')]));
    expect((await known())[0]).toMatchObject({ counts: { scores: 2, up: 1, down: 1, overrides: 1 } });
    expect((await take(second)).body).toMatchObject({
      totals: [{ up: { amount: '500.00' }, back: { amount: '500.00' } }],
    });
    expect((await byHand(2, 'qualified')).body).toMatchObject({ counts: { up: 1, down: 0, unchanged: 1 } });
    expect(await balancesOf(payroll, first)).toEqual({ 'bonus-expense': 100_000, 'paid-out': -100_000 });
    await sound(first);
  });

  it('builds the lists of the latest publication that is there before them', async () => {
    await payroll.uow.write(TENANT, (tx) => payroll.get(CycleCopyRepository).keepNewest(tx, cycle(cycleId, period)));
    const pinned = batchOf(randomUUID(), cycleId, [of(3, 'qualified')], period);
    await payroll.receive(pinned);
    const second = await arrive(publication(2, [of(3, 'unqualified')]));
    const third = await arrive(publication(3, [of(3, 'excellent')]));
    expect((await known()).map(({ batchId, state }) => [batchId, state])).toEqual([
      [third, 'waiting'],
      [second, 'overtaken'],
    ]);
    const ref = { tenantId: TENANT, cycleId, batch: pinned.ref };
    const { runIds } = await payroll.activities.buildBonusLists(ref);
    expect(await payroll.activities.buildBonusLists(ref)).toMatchObject({ runIds });
    const [line] = await linesOf(payroll, (await listOf(payroll, runIds[0] ?? '')).id);
    expect(line).toMatchObject({ amount: { amount: '750.00' } });
    expect((await known())[0]).toMatchObject({ batchId: third, state: 'used' });
    expect((await ask(third)).body).toMatchObject({ code: 'duplicate' });
  });

  it('waits for lists that are not signed yet: their differences would be left out for ever', async () => {
    const runId = await payroll.build(cycleId, [of(6, 'qualified')], period);
    const batchId = await arrive(publication(2, [of(6, 'excellent')]));
    expect((await known())[0]).toMatchObject({ state: 'open', counts: { scores: 1, up: 0, notSigned: 1 } });
    expect(await take(batchId)).toMatchObject({ status: 409, body: { code: 'wrong-state', field: 'batchId' } });
    await pay(runId);
    expect((await take(batchId)).body).toMatchObject({ counts: { up: 1, notSigned: 0 } });
  });

  it('is asked for by somebody whose score is not among them, who may, and whole', async () => {
    const own = score(90, STAFF.hr, { band: 'qualified' });
    await paid([own, of(7, 'qualified')]);
    const batchId = await arrive(publication(2, [{ ...own, band: 'excellent' }, of(7, 'qualified')]));
    expect(await ask(batchId)).toMatchObject({ status: 403, body: { code: 'four-eyes', field: 'batchId' } });
    expect((await ask(batchId, {}, 'reviewer')).status).toBe(403);
    expect((await ask(batchId, {}, employee(worker(7)))).status).toBe(403);
    const both = { scores: [{ personId: worker(7), score: '80', band: 'excellent', evidence: '工单' }] };
    expect((await ask(batchId, both)).body).toMatchObject({ code: 'validation', field: 'scores' });
    expect((await ask(randomUUID())).body).toMatchObject({ code: 'not-found', field: 'batchId' });
    expect((await ask(batchId, { cycleId: randomUUID() })).status).toBe(404);
  });

  it('refuses scores that are not those that were published, and keeps nothing of them', async () => {
    await paid([of(8, 'qualified')]);
    const batch = publication(2, [of(8, 'excellent')]);
    const [page] = batch.pages;
    await expect(hear({ ...page, scores: [of(8, 'unqualified')] })).rejects.toMatchObject({ code: 'validation' });
    expect(await known()).toEqual([]);
    await arrive(batch);
    expect(await known()).toMatchObject([{ state: 'open' }]);
  });

  it('lets nobody change what was decided about a publication, in the database either', async () => {
    await paid([of(9, 'qualified')]);
    const batchId = await arrive(publication(2, [of(9, 'excellent')]));
    await take(batchId);
    const write = (sql: string) => payroll.uow.write(TENANT, (tx) => tx.execute(sql, [batchId]));
    await expect(
      write(`UPDATE republication SET state = 'open', correction_id = NULL WHERE batch_id = $1`),
    ).rejects.toThrow(/does not become/);
    await expect(write('DELETE FROM republication WHERE batch_id = $1')).rejects.toThrow(/permission denied/);
  });
});
