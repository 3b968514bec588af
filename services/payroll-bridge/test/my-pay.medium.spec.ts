import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatMoney } from '@goalbeat/domain/money/money';
import { recompute } from '@goalbeat/domain/pay/recompute';
import { employee, OTHER_TENANT, TENANT, worker } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import { score } from './company.js';
import { linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';

interface Pay {
  id: string;
  state: string;
  amount: { amount: string; currency: string };
  paidAt: string | null;
  rejection: { code: string } | null;
  explain: { code: string; values: Record<string, string>; result: string }[];
  words: string[];
}

describe('my pay', () => {
  let payroll: Payroll;
  let week = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 6);
    await payroll.seed(OTHER_TENANT, 1);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const submitted = async (scores: Parameters<Payroll['build']>[1]) => {
    week += 1;
    const runId = await payroll.build(randomUUID(), scores, `2026-W${week}`);
    const { id: listId } = await listOf(payroll, runId);
    await submitList(payroll, listId);
    return { runId, listId, ref: { tenantId: TENANT, runId } };
  };
  const sent = async (run: Awaited<ReturnType<typeof submitted>>) => {
    await signList(payroll, run.listId);
    await payroll.activities.postRun(run.ref);
    await payroll.activities.handOverBatch(run.ref);
    await payroll.confirmAll();
    const payouts = await payroll.rows<{ id: string }>(
      'SELECT p.id FROM payout p JOIN bonus_line l ON l.id = p.line_id WHERE p.run_id = $1 ORDER BY l.person_number',
      [run.runId],
    );
    return payouts.map(({ id }) => id);
  };
  const mine = async (n: number, headers = {}) =>
    (await payroll.ask(employee(worker(n)), 'GET', '/v1/payouts?mine=true', undefined, headers)).body['items'] as Pay[];
  const held = async (n: number, headers = {}) =>
    (await payroll.ask(employee(worker(n)), 'GET', '/v1/held-pay', undefined, headers)).body['items'] as {
      amount: { amount: string };
      reason: string;
    }[];
  const notices = (payoutId: string) =>
    payroll.rows<{ id: string; values: Record<string, string> }>(
      `SELECT payload #>> '{event,data,noticeId}' AS id, payload #> '{event,data,values}' AS values FROM outbox
       WHERE payload ->> 'routingKey' = 'goalbeat.notice.requested.v1' AND payload #>> '{event,data,subjectId}' = $1`,
      [payoutId],
    );

  it('shows each state with amount, dates and words, and an explanation that comes to the same cent', async () => {
    const short = { workedDays: 3, fullDays: 5 };
    const run = await submitted([score(0, worker(0), short), score(1, worker(1)), score(2, worker(2))]);
    const [a = '', b = ''] = await sent(run);
    await payroll.answer(answerOf(a, 'paid'), answerOf(b, 'rejected', { code: 'ACCOUNT', text: '账户无效' }));
    const [paid] = await mine(0);
    expect(paid).toMatchObject({
      id: a,
      state: 'paid',
      amount: { amount: '450.00', currency: 'CNY' },
      paidAt: expect.any(String),
    });
    expect(formatMoney(recompute(paid?.explain ?? [], 'CNY'))).toEqual(paid?.amount);
    expect(await mine(1)).toMatchObject([{ id: b, state: 'rejected', paidAt: null, rejection: { code: 'ACCOUNT' } }]);
    expect(await mine(2)).toMatchObject([{ state: 'handed-over', paidAt: null, rejection: null }]);
    const [english] = await mine(0, { 'accept-language': 'en' });
    expect(english?.words).not.toEqual(paid?.words);
    expect(paid?.words.join()).toContain('出勤 3 天');
    expect(await mine(3)).toEqual([]);
  });

  it('shows what is held once the list is signed, without what somebody wrote about it', async () => {
    const run = await submitted([score(0, worker(3)), score(1, worker(4)), score(2, worker(5), { grade: 'none' })]);
    const [line] = await linesOf(payroll, run.listId);
    await payroll.ask('reviewer', 'PUT', `/v1/bonus-lists/${run.listId}/lines/${line?.id}/hold`, {
      version: line?.version,
      held: true,
      reason: '怀疑虚报订单',
    });
    expect(await held(3)).toEqual([]);
    await sent(run);
    expect(await held(3)).toMatchObject([{ amount: { amount: '750.00' }, reason: expect.stringContaining('核实') }]);
    expect(JSON.stringify(await held(3))).not.toContain('虚报');
    expect(JSON.stringify(await held(3, { 'accept-language': 'en' }))).toContain('looked into');
    expect(await held(5)).toMatchObject([{ amount: { amount: '0.00' }, reason: expect.stringContaining('标准') }]);
    expect(await held(4)).toEqual([]);
    expect(await mine(3)).toEqual([]);
    // Nobody else's, also not of another company.
    expect((await payroll.ask(employee(worker(3), OTHER_TENANT), 'GET', '/v1/held-pay')).body).toMatchObject({
      items: [],
    });
    expect((await payroll.ask('boss', 'GET', '/v1/held-pay')).body).toMatchObject({ items: [] });
    expect((await payroll.ask(keyPrincipal(['payroll.payout'], TENANT), 'GET', '/v1/held-pay')).status).toBe(400);
    // Released onto a list of its own it stays held until that one has been handed over.
    const released = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', {
      lineIds: [line?.id],
      reason: '已核对',
    });
    const again = { tenantId: TENANT, runId: String(released.body['id']) };
    expect(await held(3)).toHaveLength(1);
    await payroll.signAll(again.runId);
    await payroll.activities.postRun(again);
    expect(await held(3)).toHaveLength(1);
    await payroll.activities.handOverBatch(again);
    expect(await held(3)).toEqual([]);
    expect(await mine(3)).toMatchObject([{ amount: { amount: '750.00' }, state: 'requested' }]);
  });

  it('tells a person once that they were paid, however often and by whatever way payroll says it, and never before', async () => {
    const run = await submitted([score(0, worker(0))]);
    const [payout = ''] = await sent(run);
    await payroll.answer(answerOf(payout, 'accepted'));
    expect(await notices(payout)).toEqual([]);
    const key = keyPrincipal(['payroll.answer'], TENANT);
    const said = answerOf(payout, 'paid', { reference: 'P-1' });
    const ways = await Promise.all([
      payroll.answer(said),
      payroll.answer(answerOf(payout, 'paid')),
      payroll.ask(key, 'POST', '/v1/payout-answers', said).then(({ status }) => [String(status)]),
      payroll.ask(key, 'POST', '/v1/payout-answers', answerOf(payout, 'paid')).then(({ status }) => [String(status)]),
    ]);
    expect(ways.flat().filter((outcome) => outcome === '500')).toEqual([]);
    await payroll.answer(said, answerOf(payout, 'rejected'), answerOf(payout, 'accepted'));
    const told = await notices(payout);
    expect(told).toHaveLength(1);
    expect(told[0]?.values).toMatchObject({
      amount: '750.00',
      currency: 'CNY',
      paidAt: expect.any(String),
      reason: expect.stringContaining('750.00'),
      reasonEn: expect.stringContaining('score'),
      link: `/api/payroll/v1/payouts/${payout}`,
    });
    const link = String(told[0]?.values['link']).replace('/api/payroll', '');
    expect((await payroll.ask(employee(worker(0)), 'GET', link)).body).toMatchObject({ id: payout, state: 'paid' });
    expect(await notices(payout)).toHaveLength(1);
  });
});
