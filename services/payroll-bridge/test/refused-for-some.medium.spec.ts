import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { decideList, listOf, submitList } from './lists.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { of, Published } from './publications.js';

/** The lists of all its currencies. */
async function paid(payroll: Payroll, cycle: Published, ...scores: ReturnType<typeof of>[]): Promise<void> {
  await payroll.build(cycle.cycleId, scores, cycle.period);
  const runs = await payroll.rows<{ id: string }>('SELECT id FROM payout_run WHERE cycle_id = $1', [cycle.cycleId]);
  for (const { id } of runs) await cycle.pay(id);
}

/** 500.00 CNY for whoever has an even number; 10000 JPY for the others, on a list of their own. */
describe('a correction that finance refuses for some', () => {
  let payroll: Payroll;
  let week = 0;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 60);
    const multiplierByBand = { excellent: '1.5', qualified: '1', unqualified: '0' };
    const data = {
      version: 2,
      name: '奖金',
      currency: 'CNY',
      award: { kind: 'multiplier', baseByGrade: { P5: '500' }, multiplierByBand },
      prorate: false,
      currencyByUnit: { design: 'JPY' },
      rates: [{ from: 'CNY', to: 'JPY', rate: '20', asOf: '2026-11-20', source: 'PBOC' }],
      finalDecider: 'S1',
    };
    const { status } = await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data });
    if (status !== 200) throw new Error(`The plan is refused: ${status}`);
  });
  afterAll(() => payroll.close());

  const fresh = () => new Published(payroll, `2029-W${String(++week).padStart(2, '0')}`);
  const all = (band: string, ...people: number[]) => people.map((n) => of(n, band));
  const hand = (band: string, ...people: number[]) => ({
    scores: people.map((n) => ({ personId: worker(n), score: '110', band, evidence: '工单 4711' })),
  });
  /** @returns its runs, by currency: CNY, JPY */
  async function asked(cycle: Published, over: object): Promise<string[]> {
    const dry = await cycle.ask(over);
    const made = await cycle.ask({ ...over, dryRun: false, fingerprint: dry.body['fingerprint'] });
    expect(made).toMatchObject({ status: 200 });
    return made.body['runIds'] as string[];
  }
  async function refuse(runId: string | undefined): Promise<void> {
    const list = await listOf(payroll, runId ?? '');
    expect(await submitList(payroll, list.id)).toMatchObject({ status: 200 });
    expect(await decideList(payroll, list.id, 'reject')).toMatchObject({ status: 200 });
  }
  const todos = (subjectId: string) =>
    payroll.rows<{ title: string }>(
      `SELECT title FROM approval_task WHERE subject_id = $1 AND state = 'open' AND kind = 'todo'`,
      [subjectId],
    );
  const changes = async (cycle: Published) => {
    const { body } = await cycle.ask({ scores: [] });
    return body['lines'];
  };
  const broken = () => payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx));

  it('leaves them the score and the money they had, and the others what was signed', async () => {
    const cycle = fresh();
    await paid(payroll, cycle, ...all('qualified', 0, 1));
    const [cny, jpy] = await asked(cycle, hand('excellent', 0, 1));
    await refuse(cny);
    await cycle.pay(jpy ?? '');
    expect([await cycle.worth(0), await cycle.worth(1)]).toEqual([50_000, 15_000]);
    expect(await changes(cycle)).toEqual([]);
    expect(await todos(cycle.cycleId)).toEqual([]);
    // The same scores again: what was decided of the second stands, of the first nothing was.
    const batch = await cycle.publish(2, [of(0, 'qualified'), of(1, 'qualified')]);
    expect(await cycle.known(batch)).toMatchObject({ state: 'unchanged' });
    const { body } = await cycle.ask({ batchId: batch, payPlan: { code: 'weekly' } });
    expect(body).toMatchObject({ code: 'wrong-state' });
    await cycle.byHand(0, 'excellent', '110');
    expect([await cycle.worth(0), await cycle.worth(1)]).toEqual([75_000, 15_000]);
    expect(await broken()).toEqual([]);
  });

  it('takes down again what was given back to them at once, and to nobody else', async () => {
    const cycle = fresh();
    await paid(payroll, cycle, ...all('qualified', 2, 3, 4));
    await cycle.take(hand('unqualified', 2, 3));
    const dry = await cycle.ask(hand('excellent', 2, 3));
    const made = await cycle.ask({
      scores: [...hand('excellent', 2, 3).scores, ...hand('unqualified', 4).scores],
      dryRun: false,
      fingerprint: dry.body['fingerprint'],
    });
    expect(made).toMatchObject({ body: { code: 'stale-version' } });
    const [cny, jpy] = await asked(cycle, {
      scores: [...hand('excellent', 2, 3).scores, ...hand('unqualified', 4).scores],
    });
    expect([await cycle.worth(2), await cycle.worth(3), await cycle.worth(4)]).toEqual([50_000, 10_000, 0]);
    await refuse(cny);
    expect([await cycle.worth(2), await cycle.worth(3), await cycle.worth(4)]).toEqual([0, 10_000, 0]);
    await cycle.pay(jpy ?? '');
    expect([await cycle.worth(2), await cycle.worth(3), await cycle.worth(4)]).toEqual([0, 15_000, 0]);
    expect(await changes(cycle)).toEqual([]);
    expect(await broken()).toEqual([]);
  });

  it('is undone for everybody once the last of its lists is refused', async () => {
    const cycle = fresh();
    await paid(payroll, cycle, ...all('qualified', 6, 7, 8));
    const scores = [...hand('excellent', 6, 7).scores, ...hand('unqualified', 8).scores];
    const [cny, jpy] = await asked(cycle, { scores });
    expect(await cycle.worth(8)).toBe(0);
    await refuse(cny);
    expect(await cycle.worth(8)).toBe(0);
    await refuse(jpy);
    expect([await cycle.worth(6), await cycle.worth(7), await cycle.worth(8)]).toEqual([50_000, 10_000, 50_000]);
    expect(await changes(cycle)).toEqual([]);
    expect(await broken()).toEqual([]);
  });

  it('is not what somebody asks for who has looked before', async () => {
    const cycle = fresh();
    await paid(payroll, cycle, ...all('qualified', 10, 11));
    const [cny, jpy] = await asked(cycle, hand('excellent', 10, 11));
    await cycle.pay(jpy ?? '');
    const seen = await cycle.ask({ scores: [] });
    await refuse(cny);
    const made = await cycle.ask({ scores: [], dryRun: false, fingerprint: seen.body['fingerprint'] });
    expect(made).toMatchObject({ body: { code: 'stale-version' } });
  });

  it('makes a publication open again, with everything that it changed at once undone', async () => {
    const cycle = fresh();
    await paid(payroll, cycle, ...all('qualified', 12, 14, 16));
    const batch = await cycle.publish(2, [of(12, 'excellent'), of(14, 'unqualified'), of(16, 'qualified')]);
    const [cny] = await asked(cycle, { batchId: batch });
    expect([await cycle.worth(12), await cycle.worth(14)]).toEqual([50_000, 0]);
    await refuse(cny);
    expect([await cycle.worth(12), await cycle.worth(14)]).toEqual([50_000, 50_000]);
    expect(await cycle.known(batch)).toMatchObject({ state: 'open', correctionId: null });
    expect(await todos(batch)).toEqual([
      { title: expect.stringMatching(/1 人增加，1 人减少，1 人财务未批准.*E0012.*refused by finance/) },
    ]);
    expect(await changes(cycle)).toEqual([]);
    expect((await cycle.ask({ scores: [] })).body).toMatchObject({ open: { batchId: batch, publication: 2 } });
    await cycle.take({ batchId: batch });
    expect([await cycle.worth(12), await cycle.worth(14)]).toEqual([75_000, 0]);
    expect(await cycle.known(batch)).toMatchObject({ state: 'corrected' });
    expect(await todos(batch)).toEqual([]);
    expect((await cycle.ask({ batchId: batch })).body).toMatchObject({ code: 'duplicate' });
    expect(await broken()).toEqual([]);
  });

  it('makes a publication open for those who were refused, and keeps what was decided by hand about them', async () => {
    const cycle = fresh();
    await paid(payroll, cycle, ...all('qualified', 18, 19));
    await cycle.byHand(18, 'unqualified', '10');
    const batch = await cycle.publish(2, [of(18, 'excellent'), of(19, 'excellent')]);
    const [cny, jpy] = await asked(cycle, { batchId: batch });
    await refuse(cny);
    await cycle.pay(jpy ?? '');
    expect([await cycle.worth(18), await cycle.worth(19)]).toEqual([0, 15_000]);
    expect(await changes(cycle)).toEqual([]);
    expect((await cycle.ask({ batchId: batch })).body).toMatchObject({
      counts: { up: 1, down: 0, unchanged: 1, overrides: 1, kept: 0 },
      overrides: [{ personId: worker(18), byHand: { band: 'unqualified' } }],
    });
    // Decided by hand, knowing it: that stays, and the publication is taken for nobody else any more.
    await cycle.byHand(18, 'qualified', '90');
    await cycle.take({ batchId: batch });
    expect([await cycle.worth(18), await cycle.worth(19)]).toEqual([50_000, 15_000]);
    expect(await cycle.known(batch)).toMatchObject({ state: 'corrected' });
    expect(await broken()).toEqual([]);
  });

  it('is overtaken where a later publication came before finance refused it', async () => {
    const cycle = fresh();
    await paid(payroll, cycle, ...all('qualified', 20));
    const second = await cycle.publish(2, all('excellent', 20));
    const [cny] = await asked(cycle, { batchId: second });
    const third = await cycle.publish(3, all('unqualified', 20));
    await refuse(cny);
    expect(await cycle.known(second)).toMatchObject({ state: 'overtaken' });
    expect(await todos(second)).toEqual([]);
    expect(await changes(cycle)).toEqual([]);
    await cycle.take({ batchId: third });
    expect(await cycle.worth(20)).toBe(0);
  });
});

/** A pool of 1000.00, a third of it in yen. */
describe('a part of a pool’s correction that finance refuses', () => {
  let payroll: Payroll;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 20);
    const data = {
      version: 2,
      name: '奖金池',
      currency: 'CNY',
      award: { kind: 'pool', amount: '1000', baseByGrade: { P5: '1' } },
      prorate: false,
      currencyByUnit: { design: 'JPY' },
      rates: [{ from: 'CNY', to: 'JPY', rate: '20', asOf: '2026-11-20', source: 'PBOC' }],
      finalDecider: 'S1',
    };
    const { status } = await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data });
    if (status !== 200) throw new Error(`The plan is refused: ${status}`);
  });
  afterAll(() => payroll.close());

  it('leaves to HR what the others’ shares differ by from what stands', async () => {
    const cycle = new Published(payroll, '2029-W01');
    const same = (n: number) => of(n, 'qualified', '100.00');
    await paid(payroll, cycle, same(0), same(1), same(2), same(4));
    const scores = [0, 1].map((n) => ({ personId: worker(n), score: '300', band: 'qualified', evidence: '工单' }));
    const dry = await cycle.ask({ scores });
    const made = await cycle.ask({ scores, dryRun: false, fingerprint: dry.body['fingerprint'] });
    const [cny, jpy] = made.body['runIds'] as [string, string];
    expect([await cycle.worth(2), await cycle.worth(4)]).toEqual([12_500, 12_500]);
    await cycle.pay(jpy);
    const list = await listOf(payroll, cny);
    await submitList(payroll, list.id);
    await decideList(payroll, list.id, 'reject');
    const todo = () =>
      payroll.rows<{ title: string }>(
        `SELECT title FROM approval_task WHERE subject_kind = 'correction-refused' AND subject_id = $1 AND state = 'open'`,
        [cycle.cycleId],
      );
    expect(await todo()).toEqual([
      {
        title: expect.stringMatching(
          /E0000 -83\.33 CNY、.*E0001 \+2500 JPY、.*E0002 \+41\.67 CNY、.*E0004 \+41\.66 CNY$/,
        ),
      },
    ]);
    await cycle.take({ scores: [] });
    expect(await todo()).toEqual([]);
    // The third's score stands: a half of the pool is theirs, a sixth each of the others'.
    expect([await cycle.worth(0), await cycle.worth(1), await cycle.worth(2)]).toEqual([16_667, 10_000, 16_667]);
  });
});
