import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { linesOf, listsOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';

/** The lead, who signs, earns 0.00: a list of their own that nobody thinks of. */
describe('a list on which nobody is paid anything', () => {
  let payroll: Payroll;
  let week = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  async function built(lead: 'unqualified' | 'qualified') {
    const runId = await payroll.build(
      randomUUID(),
      [score(0, worker(0)), score(1, STAFF.lead, { band: lead })],
      `2028-W${String(week++)}`,
    );
    const lists = await listsOf(payroll, runId);
    const idOf = (part: string) => lists.find((list) => list.part === part)?.id ?? '';
    const sign = async (listId: string) => {
      expect((await submitList(payroll, listId)).status).toBe(200);
      await signList(payroll, listId);
    };
    return { runId, main: idOf('main'), signers: idOf('signers'), sign };
  }
  const stateOf = async (runId: string) =>
    (await payroll.rows<{ state: string }>('SELECT state FROM payout_run WHERE id = $1', [runId]))[0]?.state;

  it('keeps nobody’s pay back, takes no amount from then on, and is signed whenever somebody does', async () => {
    const { runId, main, signers, sign } = await built('unqualified');
    const ref = { tenantId: TENANT, runId };
    await sign(main);
    expect(await stateOf(runId)).toBe('signed');
    const [line] = await linesOf(payroll, signers);
    const adjust = {
      version: line?.version,
      action: 'adjust',
      amount: { amount: '5.00', currency: 'CNY' },
      reason: 'x',
    };
    const path = `/v1/bonus-lists/${signers}/lines/${line?.id}`;
    expect(await payroll.ask('hr', 'PATCH', path, adjust)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    await expect(
      payroll.uow.write(TENANT, (tx) =>
        tx.execute('UPDATE bonus_line SET amount_minor = 500 WHERE id = $1', [line?.id]),
      ),
    ).rejects.toThrow('no amount');
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    await payroll.confirmAll();
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    expect(payouts).toHaveLength(1);
    await payroll.answer(...payouts.map(({ id }) => answerOf(id, 'paid')));
    expect(await payroll.activities.reconcileRun(ref)).toMatchObject({ agreed: true });
    expect(await payroll.activities.closeRun(ref)).toMatchObject({ state: 'settled' });
    await sign(signers);
    expect(await stateOf(runId)).toBe('settled');
    expect((await listsOf(payroll, runId)).map(({ state }) => state)).toEqual(['settled', 'settled']);
    expect(await payroll.activities.reconcileRun(ref)).toMatchObject({ agreed: true });
  });

  it('is another one as soon as somebody is paid on it', async () => {
    const { runId, main, signers, sign } = await built('qualified');
    await sign(main);
    expect(await stateOf(runId)).toBe('in-approval');
    await sign(signers);
    expect(await stateOf(runId)).toBe('signed');
  });
});
