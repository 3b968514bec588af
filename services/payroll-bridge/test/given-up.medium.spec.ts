import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { employee, TENANT, worker } from '@goalbeat/testing/harness/company';
import { HeldMoney } from './held-money.js';
import { decideList, linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';
import { holdLine } from './signing.js';

/** 750.00 of one person is held, and given up. */
describe('held pay that is given up', () => {
  let payroll: Payroll;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 6);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const items = async (n: number, path: string, headers = {}) => {
    const { status, body } = await payroll.ask(employee(worker(n)), 'GET', path, undefined, headers);
    expect(status).toBe(200);
    return body['items'] as Record<string, unknown>[];
  };
  const told = async (n: number) =>
    (
      await payroll.rows<{ amount: string }>(
        `SELECT payload #>> '{event,data,values,amount}' AS amount FROM outbox WHERE payload #>> '{event,data,personId}' = $1
           AND payload #>> '{event,data,kind}' = 'held-pay-given-up' ORDER BY id`,
        [worker(n)],
      )
    ).map(({ amount }) => amount);

  it('says so beside the part that was paid: how much, when and why; nothing is held any more', async () => {
    const money = await HeldMoney.begin(payroll, 0);
    await money.release(money.first, '670.55', 'pay');
    const [paid] = await items(0, '/v1/payouts?mine=true');
    expect(paid).toMatchObject({ amount: { amount: '670.55' }, givenUp: null });
    expect(await items(0, '/v1/held-pay')).toMatchObject([{ amount: { amount: '79.45' }, givenUpAt: null }]);
    expect(await items(0, '/v1/held-pay?state=given-up')).toEqual([]);
    expect((await money.cancel(money.first)).status).toBe(200);
    const gone = { amount: { amount: '79.45', currency: 'CNY' }, reason: expect.stringContaining('财务') };
    const [now] = await items(0, '/v1/payouts?mine=true');
    expect(now).toMatchObject({ givenUp: { ...gone, at: expect.any(String) } });
    expect(JSON.stringify(now)).not.toMatch(/暂缓发放|继续暂缓/);
    expect((await payroll.ask(employee(worker(0)), 'GET', `/v1/payouts/${String(now?.['id'])}`)).body).toEqual(now);
    expect(await items(0, '/v1/held-pay')).toEqual([]);
    const [given] = await items(0, '/v1/held-pay?state=given-up');
    expect(given).toMatchObject({ ...gone, lineId: money.first, givenUpAt: expect.any(String) });
    const [english] = await items(0, '/v1/held-pay?state=given-up', { 'accept-language': 'en' });
    expect(english?.['reason']).toContain('finance decided');
    expect(JSON.stringify([now, given])).not.toContain('不再发放');
    expect(await told(0)).toEqual(['79.45']);
    expect(await items(1, '/v1/held-pay?state=given-up')).toEqual([]);
  });

  it('a part of a part comes back up, and is given up with the rest', async () => {
    const money = await HeldMoney.begin(payroll, 1);
    const part = await money.release(money.first, '400', 'hold');
    await money.release(part, '100', 'pay');
    expect((await money.cancel(part)).status).toBe(200);
    expect(await items(1, '/v1/held-pay?state=given-up')).toEqual([]);
    expect(await items(1, '/v1/payouts?mine=true')).toMatchObject([{ amount: { amount: '100.00' }, givenUp: null }]);
    expect((await money.cancel(money.first)).status).toBe(200);
    expect(await items(1, '/v1/payouts?mine=true')).toMatchObject([{ givenUp: { amount: { amount: '650.00' } } }]);
    expect(await items(1, '/v1/held-pay?state=given-up')).toMatchObject([{ amount: { amount: '650.00' } }]);
    expect(await told(1)).toEqual(['650.00']);
  });

  it('is what was due by then: not what a correction had taken off before', async () => {
    const money = await HeldMoney.begin(payroll, 2);
    await money.correct('qualified');
    expect((await money.cancel(money.first)).status).toBe(200);
    expect(await items(2, '/v1/held-pay?state=given-up')).toMatchObject([{ amount: { amount: '500.00' } }]);
    expect(await told(2)).toEqual(['500.00']);

    const nothing = await HeldMoney.begin(payroll, 3);
    await nothing.correct('unqualified');
    expect((await nothing.cancel(nothing.first)).status).toBe(200);
    expect(await items(3, '/v1/held-pay?state=given-up')).toEqual([]);
    expect(await told(3)).toEqual([]);
  });

  it('is not what payroll sent back: that is owed still', async () => {
    const money = await HeldMoney.begin(payroll, 4);
    const runId = String((await money.ask(money.first)).body['id']);
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const [payout] = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    await payroll.confirmAll();
    await payroll.answer(answerOf(payout?.id ?? '', 'rejected', { code: 'account-closed' }));
    const again = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs', {
      payoutIds: [payout?.id],
      reason: '账户已更正',
    });
    const list = await listOf(payroll, String(again.body['id']));
    await submitList(payroll, list.id);
    const [line] = await linesOf(payroll, list.id);
    expect((await holdLine(payroll, list.id, line, true)).status).toBe(200);
    await signList(payroll, list.id);
    await payroll.activities.postRun({ tenantId: TENANT, runId: String(again.body['id']) });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId: String(again.body['id']) });
    expect((await money.cancel(line?.id ?? '')).status).toBe(200);
    expect(await told(4)).toEqual([]);
    expect(await items(4, '/v1/held-pay?state=given-up')).toEqual([]);
    expect(await items(4, '/v1/payouts?mine=true')).toMatchObject([{ state: 'rejected', givenUp: null }]);
  });

  it('is nothing that was refused before anybody signed it', async () => {
    const money = await HeldMoney.begin(payroll, 5);
    const list = await listOf(payroll, String((await money.ask(money.first)).body['id']));
    await submitList(payroll, list.id);
    await decideList(payroll, list.id, 'reject');
    expect(await items(5, '/v1/held-pay?state=given-up')).toEqual([]);
    expect(await items(5, '/v1/held-pay')).toHaveLength(1);
  });
});
