import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { PLAN } from './company.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { of, Published } from './publications.js';

/** What was decided about one person stands, until another score of theirs is published. */
describe('scores by hand, and scores that are published again', () => {
  let payroll: Payroll;
  let cycle: Published;
  let week = 0;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 40);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());
  beforeEach(() => {
    week += 1;
    cycle = new Published(payroll, `2028-W${String(week).padStart(2, '0')}`);
  });
  const who = (n: number) => ({ personId: worker(n), personNumber: `E${String(n).padStart(4, '0')}` });

  it('keeps it where the publication says the same of them as before, and says so', async () => {
    await cycle.paid(of(0, 'qualified'), of(1, 'qualified'), of(2, 'qualified'));
    await cycle.byHand(0, 'excellent', '110');
    expect(await cycle.worth(0)).toBe(75_000);
    const second = await cycle.publish(2, [of(0, 'qualified'), of(1, 'excellent', '111.00'), of(2, 'qualified')]);
    expect(await cycle.known(second)).toMatchObject({
      state: 'open',
      counts: { scores: 1, up: 1, down: 0, overrides: 0, missing: 0, added: 0 },
    });
    const { dry } = await cycle.take({ batchId: second });
    expect(dry).toMatchObject({
      counts: { up: 1, down: 0, unchanged: 2, kept: 1, overrides: 0 },
      kept: [{ ...who(0), byHand: { score: '110', evidence: '工单 4711' }, published: { score: '104.00' } }],
      overrides: [],
      open: null,
    });
    expect([await cycle.worth(0), await cycle.worth(1)]).toEqual([75_000, 75_000]);
    // Nor does the next one undo it, or whoever corrects somebody else.
    const third = await cycle.publish(3, [of(0, 'qualified'), of(1, 'excellent', '111.00'), of(2, 'qualified')]);
    expect(await cycle.known(third)).toMatchObject({ state: 'unchanged' });
    expect((await cycle.byHand(2, 'unqualified', '10')).dry).toMatchObject({ counts: { down: 1, unchanged: 2 } });
    expect(await cycle.worth(0)).toBe(75_000);
  });

  it('goes by it when the plan is another later', async () => {
    await cycle.paid(of(3, 'qualified'), of(4, 'qualified'));
    await cycle.byHand(3, 'excellent', '110');
    await cycle.take({ batchId: await cycle.publish(2, [of(3, 'qualified'), of(4, 'unqualified', '20.00')]) });
    await payroll.putPlanAgain({ multiplierByBand: { excellent: '2', qualified: '1', unqualified: '0.5' } });
    await cycle.take({ payPlan: { code: 'weekly' } });
    expect([await cycle.worth(3), await cycle.worth(4)]).toEqual([100_000, 25_000]);
    await payroll.putPlanAgain(PLAN);
  });

  it('is undone by another score only, and whoever confirms sees whose', async () => {
    await cycle.paid(of(5, 'qualified'), of(6, 'qualified'));
    await cycle.byHand(5, 'unqualified', '10', '退货 12');
    const scores = [of(5, 'excellent', '120.00', { evidence: '订单: 系统对账单 7' }), of(6, 'qualified')];
    const second = await cycle.publish(2, scores);
    expect(await cycle.known(second)).toMatchObject({ state: 'open', counts: { up: 1, overrides: 1 } });
    expect(await cycle.title(second)).toMatch(/1 人将取代手工更正（.+ E0005） \/ .*1 corrected by hand and/);
    const { dry, made } = await cycle.take({ batchId: second });
    expect(dry).toMatchObject({
      counts: { overrides: 1, kept: 0 },
      overrides: [
        {
          ...who(5),
          byHand: { score: '10', band: 'unqualified', evidence: '退货 12' },
          published: { score: '120.00', band: 'excellent', evidence: '订单: 系统对账单 7' },
        },
      ],
    });
    expect(await cycle.worth(5)).toBe(75_000);
    const [log] = await payroll.rows<{ details: object }>(
      `SELECT details FROM process_log WHERE action = 'payments-corrected' AND details ->> 'correctionId' = $1`,
      [made['id']],
    );
    expect(log?.details).toMatchObject({
      overrides: [{ personId: worker(5), byHand: ['10', 'unqualified'], published: ['120.00', 'excellent'] }],
    });
    // What was decided before does not come back with the first score.
    await cycle.take({ batchId: await cycle.publish(3, [of(5, 'qualified'), of(6, 'qualified')]) });
    expect(await cycle.worth(5)).toBe(50_000);
  });

  it('asks also where the other score is worth the same: somebody decided about it', async () => {
    await cycle.paid(of(7, 'qualified'));
    await cycle.byHand(7, 'qualified', '90');
    const second = await cycle.publish(2, [of(7, 'qualified', '95.00')]);
    expect(await cycle.known(second)).toMatchObject({ state: 'open', counts: { up: 0, down: 0, overrides: 1 } });
    expect((await cycle.take({ batchId: second })).made).toMatchObject({ counts: { overrides: 1 }, lines: [] });
    expect(await cycle.known(second)).toMatchObject({ state: 'corrected' });
    expect(await cycle.known(await cycle.publish(3, [of(7, 'qualified', '95.00')]))).toMatchObject({
      state: 'unchanged',
    });
  });

  it('says of each person what the publication says of them', async () => {
    await cycle.paid(of(8, 'qualified'), of(9, 'qualified'));
    const second = await cycle.publish(2, [
      of(8, 'excellent', '120.00', { evidence: '订单: 工单 1' }),
      of(9, 'unqualified', '1.00'),
    ]);
    const { made } = await cycle.take({ batchId: second });
    const { body } = await payroll.ask('lead', 'GET', `/v1/corrections/${String(made['id'])}/lines`);
    expect(body['items']).toMatchObject([
      { personNumber: 'E0008', score: { score: '120.00', evidence: '订单: 工单 1' } },
      { personNumber: 'E0009', score: { score: '1.00', evidence: '业务数据更正' } },
    ]);
  });

  it('reckons by what was taken while a publication waits, says that one does, and stands when it is taken', async () => {
    await cycle.paid(of(10, 'qualified'), of(11, 'qualified'));
    const scores = [{ personId: worker(10), score: '10', band: 'unqualified', evidence: '退货' }];
    const unseen = await cycle.ask({ scores });
    const second = await cycle.publish(2, [of(10, 'excellent', '120.00'), of(11, 'excellent', '121.00')]);
    // Whoever looked before it came has not seen it.
    expect(await cycle.ask({ scores, dryRun: false, fingerprint: unseen.body['fingerprint'] })).toMatchObject({
      status: 409,
      body: { code: 'stale-version' },
    });
    const { dry } = await cycle.take({ scores });
    expect(dry).toMatchObject({
      counts: { down: 1, up: 0, unchanged: 1 },
      open: { batchId: second, publication: 2 },
      kept: [{ ...who(10), byHand: { score: '10' }, published: { score: '120.00', band: 'excellent' } }],
    });
    expect((await cycle.take({ batchId: second })).dry).toMatchObject({
      counts: { up: 1, down: 0, kept: 1, overrides: 0 },
      kept: [who(10)],
    });
    expect([await cycle.worth(10), await cycle.worth(11)]).toEqual([0, 75_000]);
    const third = await cycle.publish(3, [of(10, 'qualified'), of(11, 'excellent', '121.00')]);
    expect(await cycle.known(third)).toMatchObject({ counts: { overrides: 1, up: 1 } });
  });

  it('names who is paid and not in it: they stay paid, and are corrected by hand', async () => {
    await cycle.paid(of(12, 'qualified'), of(13, 'qualified'), of(14, 'unqualified'));
    const second = await cycle.publish(2, [of(12, 'qualified'), of(15, 'qualified')]);
    expect(await cycle.known(second)).toMatchObject({
      state: 'open',
      counts: { up: 0, down: 0, missing: 1, added: 1 },
    });
    expect(await cycle.title(second)).toMatch(/1 人不在本次发布中、仍按原评分发放（.+ E0013）.* \/ .*E0013/);
    const { dry } = await cycle.take({ batchId: second });
    expect(dry).toMatchObject({ missing: [who(13)], added: [who(15)], lines: [] });
    expect(await cycle.worth(13)).toBe(50_000);
    await cycle.byHand(13, 'unqualified', '0', '不在周期内');
    expect(await cycle.worth(13)).toBe(0);
    // Nothing is paid to them any more.
    const third = await cycle.publish(3, [of(12, 'qualified')]);
    expect(await cycle.known(third)).toMatchObject({ state: 'unchanged', counts: { missing: 0 } });
  });

  it('leaves who is not in it their share of a pool', async () => {
    const award = { kind: 'pool', amount: '1000', baseByGrade: { P5: '1' } };
    const put = async (data: object) => {
      const [row] = await payroll.rows<{ version: number }>(`SELECT max(version)::int AS version FROM pay_plan`);
      expect((await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data, ...row })).status).toBe(200);
    };
    await put({ version: 2, name: '奖金池', currency: 'CNY', award, prorate: false, finalDecider: 'S1' });
    await cycle.paid(of(16, 'qualified', '100.00'), of(17, 'qualified', '100.00'));
    const second = await cycle.publish(2, [of(16, 'qualified', '100.00')]);
    expect((await cycle.take({ batchId: second })).dry).toMatchObject({ lines: [], missing: [who(17)] });
    expect([await cycle.worth(16), await cycle.worth(17)]).toEqual([50_000, 50_000]);
    await put(PLAN);
  });

  it('breaks no claim', async () => {
    expect(await payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx))).toEqual([]);
  });
});
