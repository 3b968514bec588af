import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { formatMoney } from '@goalbeat/domain/money/money';
import { recompute, type ToldStep } from '@goalbeat/domain/pay/recompute';
import { employee, OTHER_TENANT, TENANT, worker } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { score } from './company.js';
import { decideList, linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';
import { holdLine } from './signing.js';

interface Corrected {
  period: string;
  first: { amount: string };
  now: { amount: string };
  keptBack: { total: { amount: string }; settled: { amount: string }; open: { amount: string }; by: object[] } | null;
  takenOff: { amount: string } | null;
  corrections: { difference: { amount: string; currency: string }; explain: ToldStep[]; words: string[] }[];
}

/** Everybody earns 750.00 with "excellent", 500.00 with "qualified", nothing with "unqualified". */
describe('who is told of pay that was corrected', () => {
  let payroll: Payroll;
  let cycleId: string;
  let week = 0;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 12);
    await payroll.seed(OTHER_TENANT, 1);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());
  beforeEach(() => {
    cycleId = randomUUID();
    week += 1;
  });

  const build = (n: number, over: Parameters<typeof score>[2] = {}) =>
    payroll.build(cycleId, [score(n, worker(n), over)], `2027-W${String(week).padStart(2, '0')}`);
  const send = async (runId: string) => {
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
  };
  const settle = async (runId: string, outcome: 'paid' | 'rejected' = 'paid') => {
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    await payroll.confirmAll();
    await payroll.answer(...payouts.map(({ id }) => answerOf(id, outcome)));
  };
  const pay = async (runId: string, outcome: 'paid' | 'rejected' = 'paid') => {
    await payroll.signAll(runId);
    await send(runId);
    await settle(runId, outcome);
  };
  async function asked(n: number, band: string, points = '80') {
    const body = {
      cycleId,
      reason: '怀疑虚报订单',
      scores: [{ personId: worker(n), score: points, band, evidence: '工单 4711' }],
    };
    const path = '/v1/off-cycle-runs/corrections';
    const dry = await payroll.ask('hr', 'POST', path, { ...body, dryRun: true });
    return { path, body: { ...body, dryRun: false, fingerprint: dry.body['fingerprint'] } };
  }
  async function correct(n: number, band: string, points?: string): Promise<string> {
    const { path, body } = await asked(n, band, points);
    const done = await payroll.ask('hr', 'POST', path, body);
    expect(done.status).toBe(200);
    return (done.body['runIds'] as string[])[0] ?? '';
  }
  // Kept in the books of what was said, whatever the broker has taken.
  const told = async (n: number) =>
    (
      await payroll.rows<{ values: Record<string, string> }>(
        `SELECT payload #> '{event,data,values}' AS values FROM outbox WHERE payload ->> 'routingKey' = 'goalbeat.notice.requested.v1'
           AND payload #>> '{event,data,kind}' = 'pay-corrected' AND payload #>> '{event,data,personId}' = $1 ORDER BY created_at, id`,
        [worker(n)],
      )
    ).map(({ values }) => values);
  const mine = async (n: number, headers = {}) =>
    (await payroll.ask(employee(worker(n)), 'GET', `/v1/corrected-pay?cycle=${cycleId}`, undefined, headers)).body[
      'items'
    ] as Corrected[];
  const recomputed = ({ explain, difference }: Corrected['corrections'][number]) => {
    expect(formatMoney(recompute(explain, 'CNY'))).toEqual(difference);
  };

  it('reads what HR wrote for whoever it concerns, in the notice and where it leads to', async () => {
    await pay(await build(11));
    const { path, body } = await asked(11, 'qualified', '88');
    const refused = await payroll.ask('hr', 'POST', path, { ...body, message: '长'.repeat(501) });
    expect(refused).toMatchObject({ status: 400, body: { field: 'message' } });
    const message = '订单系统漏记，已与您的主管核对。';
    expect((await payroll.ask('hr', 'POST', path, { ...body, message: `  ${message} ` })).status).toBe(200);
    const [notice] = await told(11);
    expect(notice?.['reason']).toMatch(new RegExp(`扣回。人力资源说明：${message}$`));
    expect(notice?.['reasonEn']).toMatch(new RegExp(`next bonuses. HR says: ${message}$`));
    expect(await mine(11)).toMatchObject([{ corrections: [{ message }] }]);
    const { body: past } = await payroll.ask('lead', 'GET', `/v1/corrections?cycle=${cycleId}`);
    expect(past['items']).toMatchObject([{ message }]);
    expect(JSON.stringify([notice, await mine(11)])).not.toContain('虚报');
  });

  it('taken down after it was paid: at once, once, with what becomes of it, and never what HR wrote', async () => {
    await pay(await build(0));
    const { path, body } = await asked(0, 'qualified', '88');
    const header = { 'idempotency-key': randomUUID() };
    const both = await Promise.all([0, 1].map(() => payroll.ask('hr', 'POST', path, body, header)));
    expect(both.map(({ status }) => status)).toContain(200);
    expect((await payroll.ask('hr', 'POST', path, body, header)).status).toBe(200);
    expect(await told(0)).toEqual([
      {
        period: expect.stringMatching(/^2027-W/),
        currency: 'CNY',
        before: '750.00',
        after: '500.00',
        difference: '-250.00',
        cause: 'score',
        reason: '人力资源更正了计奖得分：88.00（合格），原为 104.00（优秀）。250.00 CNY 将从以后的奖金中扣回',
        reasonEn:
          'HR corrected the score that your pay goes by: 88.00 (qualified) instead of 104.00 (excellent). 250.00 CNY is kept back from your next bonuses',
        link: `/api/payroll/v1/corrected-pay?cycle=${cycleId}`,
      },
    ]);
    // Where the notice leads to.
    const [view] = (await payroll.ask(employee(worker(0)), 'GET', `/v1/corrected-pay?cycle=${cycleId}`)).body[
      'items'
    ] as Corrected[];
    expect(view).toMatchObject({
      first: { amount: '750.00', currency: 'CNY' },
      now: { amount: '500.00' },
      keptBack: { total: { amount: '250.00' }, settled: { amount: '0.00' }, open: { amount: '250.00' }, by: [] },
      takenOff: null,
      corrections: [
        {
          difference: { amount: '-250.00' },
          cause: 'score',
          score: { score: '88', band: 'qualified', before: { band: 'excellent' } },
        },
      ],
    });
    for (const one of view?.corrections ?? []) recomputed(one);
    expect(view?.corrections[0]?.words.at(-1)).toBe('更正后减去已计 750.00 CNY，减少 250.00 CNY');
    expect(JSON.stringify(await mine(0))).not.toContain('虚报');
    expect(JSON.stringify(await mine(0, { 'accept-language': 'en' }))).toContain('HR corrected the score');
  });

  it('is not told of a correction that did not come about', async () => {
    await pay(await build(1));
    const { path, body } = await asked(1, 'qualified');
    const ledger = payroll.get(LedgerRepository);
    const post = ledger.post.bind(ledger);
    let isCut = true;
    // Posted, and cut off before the commit.
    ledger.post = async (...given) => {
      await post(...given);
      if (isCut) throw new Error('cut off');
    };
    try {
      expect((await payroll.ask('hr', 'POST', path, body)).status).toBe(500);
      expect(await told(1)).toEqual([]);
      isCut = false;
      expect((await payroll.ask('hr', 'POST', path, body)).status).toBe(200);
    } finally {
      ledger.post = post;
    }
    expect(await told(1)).toHaveLength(1);
  });

  it('more: only once it is signed and posted, however often that is tried; never when finance refuses', async () => {
    await pay(await build(2, { band: 'qualified' }));
    const refused = await correct(2, 'excellent', '96');
    const list = await listOf(payroll, refused);
    await submitList(payroll, list.id);
    await decideList(payroll, list.id, 'reject');
    expect(await told(2)).toEqual([]);
    expect(await mine(2)).toEqual([]);
    const runId = await correct(2, 'excellent', '96');
    await payroll.signAll(runId);
    expect(await told(2)).toEqual([]);
    expect(await mine(2)).toEqual([]);
    await Promise.all([0, 1].map(() => payroll.activities.postRun({ tenantId: TENANT, runId })));
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    expect(await told(2)).toMatchObject([
      {
        before: '500.00',
        after: '750.00',
        difference: '250.00',
        reason: expect.stringMatching(/96\.00（优秀），原为 .*（合格）。差额 250\.00 CNY 另行发放$/),
        reasonEn: expect.stringMatching(/250\.00 CNY is paid to you in addition$/),
      },
    ]);
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    await settle(runId);
    const [view] = await mine(2);
    expect(view).toMatchObject({ now: { amount: '750.00' }, keptBack: null, corrections: [{ cause: 'score' }] });
    for (const one of view?.corrections ?? []) recomputed(one);
    const paid = await payroll.ask(employee(worker(2)), 'GET', '/v1/payouts?mine=true');
    const items = paid.body['items'] as { amount: object; explain: ToldStep[] }[];
    expect(items.map(({ amount }) => amount)).toMatchObject([{ amount: '250.00' }, { amount: '500.00' }]);
    for (const { amount, explain } of items) expect(formatMoney(recompute(explain, 'CNY'))).toEqual(amount);
  });

  it('more, and held when it was signed: says that it is looked into', async () => {
    await pay(await build(3, { band: 'qualified' }));
    const runId = await correct(3, 'excellent');
    const { id } = await listOf(payroll, runId);
    await submitList(payroll, id);
    expect((await holdLine(payroll, id, (await linesOf(payroll, id))[0], true)).status).toBe(200);
    await signList(payroll, id);
    await send(runId);
    expect(await told(3)).toMatchObject([{ after: '750.00', reasonEn: expect.stringMatching(/held while/) }]);
  });

  it('more, signed and told, and never sent: is told to be paid no more', async () => {
    await pay(await build(9, { band: 'qualified' }));
    const runId = await correct(9, 'excellent');
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    for (let again = 0; again < 2; again++) await payroll.activities.reverseUnsent({ tenantId: TENANT, runId });
    expect(await told(9)).toMatchObject([
      { before: '500.00', after: '750.00' },
      { before: '750.00', after: '500.00', difference: '-250.00', reasonEn: expect.stringMatching(/was not sent/) },
    ]);
    expect(await mine(9)).toEqual([]);
  });

  it('taken off what payroll sent back, or what is held, before anything is kept back later', async () => {
    await pay(await build(4), 'rejected');
    await correct(4, 'qualified');
    expect(await told(4)).toMatchObject([
      { after: '500.00', reasonEn: expect.stringMatching(/250\.00 CNY is taken off/) },
    ]);
    expect(await mine(4)).toMatchObject([{ keptBack: null, takenOff: { amount: '250.00' } }]);

    cycleId = randomUUID();
    const runId = await build(5);
    const { id } = await listOf(payroll, runId);
    await submitList(payroll, id);
    expect((await holdLine(payroll, id, (await linesOf(payroll, id))[0], true)).status).toBe(200);
    await signList(payroll, id);
    await send(runId);
    const next = await asked(5, 'unqualified', '10');
    expect((await payroll.ask('hr', 'POST', next.path, next.body)).status).toBe(200);
    expect(await told(5)).toMatchObject([{ after: '0.00', reason: expect.stringMatching(/750\.00 CNY 从尚未发放/) }]);
  });

  it('given back: what was to be kept back is told to be kept back no more, without a signature', async () => {
    await pay(await build(6));
    await correct(6, 'qualified');
    expect(await correct(6, 'excellent')).toBe('');
    expect(await told(6)).toMatchObject([
      { before: '750.00', after: '500.00' },
      { before: '500.00', after: '750.00', reason: expect.stringMatching(/250\.00 CNY 不再扣回$/) },
    ]);
    const [view] = await mine(6);
    expect(view).toMatchObject({ now: { amount: '750.00' }, keptBack: null, takenOff: null });
    expect(view?.corrections.map(({ difference }) => difference.amount)).toEqual(['250.00', '-250.00']);
    for (const one of view?.corrections ?? []) recomputed(one);
  });

  it('what is kept back: how much of it later bonuses settled, and how much is open', async () => {
    await pay(await build(7));
    await correct(7, 'unqualified', '10');
    const [corrected] = [cycleId];
    cycleId = randomUUID();
    week += 1;
    const next = await build(7, { band: 'qualified' });
    const of = async () =>
      (await payroll.ask(employee(worker(7)), 'GET', `/v1/corrected-pay?cycle=${corrected}`)).body['items'];
    expect(await of()).toMatchObject([{ keptBack: { settled: { amount: '0.00' }, open: { amount: '750.00' } } }]);
    await payroll.signAll(next);
    await send(next);
    expect(await of()).toMatchObject([
      {
        first: { amount: '750.00' },
        now: { amount: '0.00' },
        keptBack: {
          total: { amount: '750.00' },
          settled: { amount: '500.00' },
          open: { amount: '250.00' },
          by: [{ period: `2027-W${String(week).padStart(2, '0')}`, amount: { amount: '500.00' } }],
        },
      },
    ]);
  });

  it('is one’s own', async () => {
    await pay(await build(8));
    await correct(8, 'qualified');
    expect(await mine(8)).toHaveLength(1);
    const path = `/v1/corrected-pay?cycle=${cycleId}`;
    expect((await payroll.ask('lead', 'GET', path)).body).toMatchObject({ items: [] });
    expect((await payroll.ask('hr', 'GET', path)).body).toMatchObject({ items: [] });
    expect((await payroll.ask(employee(worker(8), OTHER_TENANT), 'GET', path)).body).toMatchObject({ items: [] });
    expect((await payroll.ask(keyPrincipal(['payroll.payout'], TENANT), 'GET', path)).status).toBe(400);
  });
});
