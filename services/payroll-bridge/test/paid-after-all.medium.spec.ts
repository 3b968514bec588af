import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';

/** Payroll rejects a payout and says afterwards that it has paid it: whatever pays it again is kept back until payroll clears it. */
describe('a rejected payout that was paid after all', () => {
  let payroll: Payroll;
  let week = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const ref = (runId: string) => ({ tenantId: TENANT, runId });
  const payoutOf = async (runId: string): Promise<string> =>
    (await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]))[0]?.id ?? '';
  const hand = async (runId: string): Promise<string> => {
    await payroll.activities.postRun(ref(runId));
    await payroll.activities.handOverBatch(ref(runId));
    await payroll.confirmAll();
    return payoutOf(runId);
  };
  const rejected = async (answerId: string = randomUUID()): Promise<string> => {
    const runId = await payroll.build(randomUUID(), [score(1, worker(1))], `2027-W${week++}`);
    await payroll.signAll(runId);
    const payout = await hand(runId);
    expect(await payroll.answer(answerOf(payout, 'rejected', { answerId, code: 'x' }))).toEqual(['applied']);
    return payout;
  };
  const create = (payoutId: string) =>
    payroll.ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: [payoutId], reason: '账户已更正' });
  const again = async (payoutId: string): Promise<string> => {
    const { status, body } = await create(payoutId);
    expect(status).toBe(201);
    return String(body['id']);
  };
  const paysAfterAll = async (payout: string) =>
    expect(await payroll.answer(answerOf(payout, 'paid'))).toEqual(['contradiction']);
  /** An hour later, by the company's clock, payroll says once more that it did not pay. */
  const clears = async (payout: string) => {
    await payroll.rows(`UPDATE org_tenant SET clock_anchor_virtual = clock_anchor_virtual + interval '1 hour'`);
    expect(await payroll.answer(answerOf(payout, 'rejected', { code: 'x' }))).toEqual(['repeated']);
  };
  /** How often the run's workflow was told to look again. */
  const told = async (runId: string): Promise<number> =>
    (
      await payroll.rows(`SELECT FROM outbox WHERE payload::text LIKE $1 AND payload::text LIKE '%payoutRunChanged%'`, [
        `%${runId}%`,
      ])
    ).length;
  const refusal = { code: 'wrong-state' };
  const payoutsOf = (runId: string) => payroll.rows('SELECT id FROM payout WHERE run_id = $1', [runId]);

  it('is not made into a list whatever came after the paid, but a later rejection', async () => {
    const payout = await rejected();
    await paysAfterAll(payout);
    await payroll.rows(`UPDATE org_tenant SET clock_anchor_virtual = clock_anchor_virtual + interval '1 hour'`);
    expect(await payroll.answer(answerOf(payout, 'accepted'))).toEqual(['repeated']);
    expect((await create(payout)).body).toMatchObject(refusal);
    await clears(payout);
    await again(payout);
  });

  it('is not made into a list when payroll says paid under the id that its rejection had', async () => {
    const payout = await rejected('one-id');
    for (let times = 0; times < 2; times++)
      expect(await payroll.answer(answerOf(payout, 'paid', { answerId: 'one-id' }))).toEqual(['contradiction']);
    expect((await create(payout)).body).toMatchObject(refusal);
    expect(
      await payroll.rows('SELECT outcome, result FROM payout_answer WHERE payout_id = $1 ORDER BY outcome', [payout]),
    ).toEqual([
      { outcome: 'paid', result: 'contradiction' },
      { outcome: 'rejected', result: 'applied' },
    ]);
    await clears(payout);
    await again(payout);
  });

  it('is not submitted', async () => {
    const payout = await rejected();
    const { id } = await listOf(payroll, await again(payout));
    await paysAfterAll(payout);
    expect((await submitList(payroll, id)).body).toMatchObject(refusal);
    await clears(payout);
    expect((await submitList(payroll, id)).status).toBe(200);
  });

  it('is not posted', async () => {
    const payout = await rejected();
    const runId = await again(payout);
    await payroll.signAll(runId);
    await paysAfterAll(payout);
    await expect(payroll.activities.postRun(ref(runId))).rejects.toMatchObject(refusal);
    const before = await told(runId);
    await clears(payout);
    expect(await told(runId)).toBe(before + 1);
    expect(await payroll.activities.postRun(ref(runId))).toMatchObject({ state: 'posted' });
  });

  it('is not handed over', async () => {
    const payout = await rejected();
    const runId = await again(payout);
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref(runId));
    await paysAfterAll(payout);
    await expect(payroll.activities.handOverBatch(ref(runId))).rejects.toMatchObject(refusal);
    expect(await payoutsOf(runId)).toEqual([]);
    const before = await told(runId);
    await clears(payout);
    expect(await told(runId)).toBe(before + 1);
    // Said again, it is no news.
    expect(await payroll.answer(answerOf(payout, 'rejected', { code: 'x' }))).toEqual(['repeated']);
    expect(await told(runId)).toBe(before + 1);
    await payroll.activities.handOverBatch(ref(runId));
    expect(await payoutsOf(runId)).toHaveLength(1);
  });

  it('is not paid by a third payout, nor by way of a held line', async () => {
    const first = await rejected();
    const second = await again(first);
    await payroll.signAll(second);
    const payout = await hand(second);
    await payroll.answer(answerOf(payout, 'rejected', { code: 'x' }));
    const third = await again(payout);
    const list = await listOf(payroll, third);
    await submitList(payroll, list.id);
    const [line] = await linesOf(payroll, list.id);
    const held = await payroll.ask('reviewer', 'PUT', `/v1/bonus-lists/${list.id}/lines/${line?.id}/hold`, {
      version: line?.version,
      held: true,
      reason: '待核实',
    });
    expect(held.status).toBe(200);
    await signList(payroll, list.id);
    await payroll.activities.postRun(ref(third));
    await paysAfterAll(first);
    const released = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', {
      lineIds: [line?.id],
      reason: '已核实',
    });
    expect(released.status).toBe(201);
    const fourth = await listOf(payroll, String(released.body['id']));
    expect((await submitList(payroll, fourth.id)).body).toMatchObject(refusal);
    await clears(first);
    expect((await submitList(payroll, fourth.id)).status).toBe(200);
  });

  it('keeps nobody else from being paid: what the maker takes out of the list does not count', async () => {
    const payout = await rejected();
    const list = await listOf(payroll, await again(payout));
    await paysAfterAll(payout);
    const [line] = await linesOf(payroll, list.id);
    const held = await payroll.ask('hr', 'PATCH', `/v1/bonus-lists/${list.id}/lines/${line?.id}`, {
      version: line?.version,
      action: 'hold',
      reason: '薪资称已发放',
    });
    expect(held.status).toBe(200);
    expect((await submitList(payroll, list.id)).status).toBe(200);
  });
});
