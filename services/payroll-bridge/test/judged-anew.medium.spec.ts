import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { APPRAISAL_EVENTS, type PublishedScore } from '@goalbeat/contracts/appraisal/events';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { ScoreBatchConsumer } from '../src/score-batch/score-batch.consumer.js';
import { batchOf, PLAN, score } from './company.js';
import { decideList, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

/** A publication that changes nobody's money as it arrives may do so later. */
describe('scores that are published again, and change money later', () => {
  let payroll: Payroll;
  let cycleId: string;
  let period: string;
  let week = 0;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 20);
  });
  afterAll(() => payroll.close());
  beforeEach(async () => {
    week += 1;
    cycleId = randomUUID();
    period = `2028-W${String(week).padStart(2, '0')}`;
    await plan(PLAN);
  });

  async function plan(data: object): Promise<void> {
    const [row] = await payroll.rows<{ version: number }>(
      `SELECT max(version)::int AS version FROM pay_plan WHERE code = 'weekly' HAVING count(*) > 0`,
    );
    const { status } = await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data, ...row });
    if (status !== 200) throw new Error(`The plan is refused: ${status}`);
  }
  const of = (n: number, band: string, text = '104.00'): PublishedScore =>
    score(n, worker(n), { band, scoreText: text, score: `${text.replace('.', '')}/100` });
  async function publish(publication: number, ...scores: PublishedScore[]): Promise<string> {
    const batch = batchOf(randomUUID(), cycleId, scores, period);
    for (const page of batch.pages) {
      const event = {
        specversion: '1.0' as const,
        id: randomUUID(),
        source: 'goalbeat/appraisal',
        type: APPRAISAL_EVENTS.scoresPage,
        time: '2026-11-23T02:30:00.000Z',
        datacontenttype: 'application/json' as const,
        tenantid: TENANT,
        data: { ...page, publication, reason: '业务数据更正' },
      };
      await payroll.uow.write(TENANT, (tx) => payroll.get(ScoreBatchConsumer).handle(event, tx));
    }
    return batch.ref.batchId;
  }
  const pay = async (runId: string): Promise<void> => {
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    await payroll.confirmAll();
    await payroll.answer(...payouts.map(({ id }) => answerOf(id, 'paid')));
  };
  const paid = async (...scores: PublishedScore[]): Promise<void> => pay(await payroll.build(cycleId, scores, period));
  const ask = (over: object) =>
    payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', { cycleId, dryRun: true, reason: '更正', ...over });
  const take = async (over: object) => {
    const dry = await ask(over);
    return dry.status === 200 ? ask({ ...over, dryRun: false, fingerprint: dry.body['fingerprint'] }) : dry;
  };
  const runOf = ({ body }: { body: Record<string, unknown> }): string => (body['runIds'] as string[])[0] ?? '';
  const stateOf = async (batchId: string) => {
    const { body } = await payroll.ask('lead', 'GET', `/v1/republications?cycle=${cycleId}`);
    return (body['items'] as { batchId: string; state: string }[]).find((one) => one.batchId === batchId)?.state;
  };
  const tasks = (batchId: string) =>
    payroll.rows<{ title: string }>(`SELECT title FROM approval_task WHERE subject_id = $1 AND state = 'open'`, [
      batchId,
    ]);

  it('stays open while an earlier correction waits for its signature, and takes back what that pays then', async () => {
    await paid(of(0, 'qualified'), of(1, 'qualified'));
    const made = await take({ batchId: await publish(2, of(0, 'excellent'), of(1, 'qualified')) });
    const third = await publish(3, of(0, 'qualified'), of(1, 'qualified'));
    expect(await stateOf(third)).toBe('open');
    expect(await tasks(third)).toMatchObject([{ title: expect.stringContaining('an earlier correction waits') }]);
    expect(await take({ batchId: third })).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    await pay(runOf(made));
    expect((await take({ batchId: third })).body).toMatchObject({ totals: [{ down: { amount: '-250.00' } }] });
    expect(await stateOf(third)).toBe('corrected');
  });

  it('stays open while a correction by hand waits', async () => {
    await paid(of(2, 'qualified'));
    const made = await take({ scores: [{ personId: worker(2), score: '110', band: 'excellent', evidence: '工单' }] });
    const second = await publish(2, of(2, 'qualified', '99.00'));
    expect(await stateOf(second)).toBe('open');
    await pay(runOf(made));
    expect((await take({ batchId: second })).body).toMatchObject({ counts: { down: 1 } });
  });

  it('is open where the same scores were refused by finance before', async () => {
    await paid(of(3, 'qualified'));
    const made = await take({ batchId: await publish(2, of(3, 'excellent')) });
    const list = await listOf(payroll, runOf(made));
    expect(await submitList(payroll, list.id)).toMatchObject({ status: 200 });
    expect(await decideList(payroll, list.id, 'reject', STAFF.reviewer)).toMatchObject({ status: 200 });
    const third = await publish(3, of(3, 'excellent'));
    expect(await stateOf(third)).toBe('open');
    expect((await take({ batchId: third })).body).toMatchObject({ counts: { up: 1 }, runIds: [expect.any(String)] });
  });

  it('is what another plan goes by later, asked for with it or without', async () => {
    await paid(of(4, 'qualified'), of(5, 'qualified'));
    const second = await publish(2, of(4, 'qualified', '60.00'), of(5, 'qualified'));
    expect(await stateOf(second)).toBe('unchanged');
    expect((await ask({ batchId: second })).body).toMatchObject({ code: 'wrong-state', field: 'batchId' });
    const award = { kind: 'per-point', amountPerPoint: '10' };
    await plan({ version: 2, name: '计件', currency: 'CNY', award, prorate: false, finalDecider: 'S1' });
    const payPlan = { code: 'weekly' };
    const worth = {
      lines: expect.arrayContaining([
        expect.objectContaining({ personNumber: 'E0004', after: { amount: '600.00', currency: 'CNY' } }),
        expect.objectContaining({ personNumber: 'E0005', after: { amount: '1040.00', currency: 'CNY' } }),
      ]),
    };
    expect((await ask({ scores: [], payPlan })).body).toMatchObject(worth);
    expect((await take({ batchId: second, payPlan })).body).toMatchObject(worth);
    expect(await stateOf(second)).toBe('corrected');
    expect((await ask({ batchId: second, payPlan })).body).toMatchObject({ code: 'duplicate' });
  });

  it('is not taken once something else was corrected since, or it was published again', async () => {
    await paid(of(6, 'qualified'));
    const second = await publish(2, of(6, 'qualified', '60.00'));
    const third = await publish(3, of(6, 'qualified', '61.00'));
    const payPlan = { code: 'weekly' };
    await plan({ ...PLAN, multiplierByBand: { excellent: '1.5', qualified: '2', unqualified: '0' } });
    expect((await ask({ batchId: second, payPlan })).body).toMatchObject({ code: 'wrong-state' });
    await pay(
      runOf(await take({ scores: [{ personId: worker(6), score: '80', band: 'excellent', evidence: '工单' }] })),
    );
    expect(await ask({ batchId: third, payPlan })).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });

  it('stays open where the plan has no entry for a score, until one has', async () => {
    await paid(of(7, 'excellent'), of(8, 'qualified'));
    const second = await publish(2, of(7, 'poor', '30.00'), of(8, 'excellent'));
    expect(await stateOf(second)).toBe('open');
    expect(await tasks(second)).toMatchObject([{ title: expect.stringContaining('1 without a rate in the plan') }]);
    expect(await take({ batchId: second })).toMatchObject({ status: 409, body: { field: 'payPlan' } });
    expect(await stateOf(second)).toBe('open');
    await plan({ ...PLAN, multiplierByBand: { ...PLAN.multiplierByBand, poor: '0' } });
    expect((await take({ batchId: second, payPlan: { code: 'weekly' } })).body).toMatchObject({
      counts: { up: 1, down: 1, noRate: 0 },
    });
  });

  it('is open where nothing but a score without an entry is another', async () => {
    await paid(of(9, 'excellent'));
    expect(await stateOf(await publish(2, of(9, 'poor')))).toBe('open');
    expect(await stateOf(await publish(3, of(9, 'excellent')))).toBe('unchanged');
  });
});
