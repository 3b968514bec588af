import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';
import { holdLine } from './signing.js';

/** Everybody earns 750.00 with "excellent", 500.00 with "qualified". */
describe('who is told of pay that does not come', () => {
  let payroll: Payroll;
  let cycleId: string;
  let week = 0;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 8);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());
  beforeEach(() => {
    cycleId = randomUUID();
  });

  const build = (...people: number[]) => {
    week += 1;
    return payroll.build(
      cycleId,
      people.map((n) => score(n, worker(n))),
      `2027-W${String(week).padStart(2, '0')}`,
    );
  };
  async function pay(runId: string, outcome: 'paid' | 'rejected' = 'paid'): Promise<string[]> {
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    await payroll.confirmAll();
    await payroll.answer(
      ...payouts.map(({ id }) => answerOf(id, outcome, outcome === 'rejected' ? { code: 'account-closed' } : {})),
    );
    return payouts.map(({ id }) => id);
  }
  async function correct(n: number, band: string): Promise<void> {
    const body = {
      cycleId,
      reason: '数据更正',
      scores: [{ personId: worker(n), score: '80', band, evidence: '工单 4711' }],
    };
    const path = '/v1/off-cycle-runs/corrections';
    const dry = await payroll.ask('hr', 'POST', path, { ...body, dryRun: true });
    const done = await payroll.ask('hr', 'POST', path, {
      ...body,
      dryRun: false,
      fingerprint: dry.body['fingerprint'],
    });
    expect(done.status).toBe(200);
  }
  // Kept in the books of what was said, whatever the broker has taken.
  const told = (kind: string) =>
    payroll.rows<{ personId: string; values: Record<string, string> }>(
      `SELECT payload #>> '{event,data,personId}' AS "personId", payload #> '{event,data,values}' AS values FROM outbox
       WHERE payload ->> 'routingKey' = 'goalbeat.notice.requested.v1' AND payload #>> '{event,data,kind}' = $1 ORDER BY 1`,
      [kind],
    );

  it('a held line that finance gives up: its owner and HR, once, with the amount, why and where to look', async () => {
    const runId = await build(0, 1);
    const { id: listId } = await listOf(payroll, runId);
    expect((await submitList(payroll, listId, 'hr2')).status).toBe(200);
    const [line] = await linesOf(payroll, listId);
    expect((await holdLine(payroll, listId, line, true)).status).toBe(200);
    await signList(payroll, listId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const held = (await linesOf(payroll, listId)).find(({ id }) => id === line?.id);
    const path = `/v1/bonus-lists/${listId}/lines/${line?.id}/cancel`;
    const giveUp = () => payroll.ask('lead', 'POST', path, { version: held?.version, reason: '已离职' });
    expect((await giveUp()).status).toBe(200);
    expect((await giveUp()).status).toBe(409);
    expect(await told('held-pay-given-up')).toEqual([
      {
        personId: worker(0),
        values: expect.objectContaining({
          amount: '750.00',
          currency: 'CNY',
          reason: expect.stringMatching(/财务/),
          reasonEn: expect.stringMatching(/finance/),
          link: '/api/payroll/v1/payouts?mine=true',
        }),
      },
    ]);
    const hr = await told('line-given-up');
    expect(hr.map(({ personId }) => personId)).toEqual([STAFF.hr2, STAFF.partner]);
    expect(hr[0]?.values).toMatchObject({ amount: '750.00', reason: '已离职', link: expect.stringContaining(listId) });
  });

  it('a line that finance held and signed around: its owner, once, when the rest is posted', async () => {
    const runId = await build(4, 5, 6);
    const { id: listId } = await listOf(payroll, runId);
    expect((await submitList(payroll, listId, 'hr2')).status).toBe(200);
    const held = async (n: number, is: boolean): Promise<void> => {
      const line = (await linesOf(payroll, listId)).find(({ personId }) => personId === worker(n));
      expect((await holdLine(payroll, listId, line, is)).status).toBe(200);
    };
    await held(4, true);
    await held(4, false);
    await held(4, true);
    await held(5, true);
    await held(5, false);
    const ofThese = async () =>
      (await told('pay-held')).filter(({ personId }) => [worker(4), worker(5), worker(6)].includes(personId));
    expect(await ofThese()).toEqual([]);
    await signList(payroll, listId);
    for (let again = 0; again < 2; again++) await payroll.activities.postRun({ tenantId: TENANT, runId });
    expect(await ofThese()).toEqual([
      {
        personId: worker(4),
        values: {
          amount: '750.00',
          currency: 'CNY',
          period: expect.stringMatching(/^2027-W/),
          reason: expect.stringMatching(/正在核实/),
          reasonEn: expect.stringMatching(/being looked into/),
          link: '/api/payroll/v1/payouts?mine=true',
        },
      },
    ]);
  });

  it('what a later list keeps back: whoever gets less by it and HR, once, when it is signed and posted', async () => {
    const first = await build(2, 3);
    await pay(first);
    await correct(2, 'unqualified');
    cycleId = randomUUID();
    const next = await build(2, 3);
    expect(await told('pay-kept-back')).toEqual([]);
    await payroll.signAll(next);
    for (let again = 0; again < 2; again++) await payroll.activities.postRun({ tenantId: TENANT, runId: next });
    expect(await told('pay-kept-back')).toEqual([
      {
        personId: worker(2),
        values: expect.objectContaining({
          amount: '750.00',
          currency: 'CNY',
          link: '/api/payroll/v1/payouts?mine=true',
        }),
      },
    ]);
    const hr = await told('lines-kept-back');
    expect(hr.map(({ personId }) => personId)).toEqual(expect.arrayContaining([STAFF.hr]));
    expect(new Set(hr.map(({ personId }) => personId)).size).toBe(hr.length);
    for (const { values } of hr) expect(values).toMatchObject({ amount: '750.00', count: '1' });
  });

  it('a rejected payout: HR has it to do while there is something to pay of it', async () => {
    const runId = await build(4, 5);
    const payoutIds = await pay(runId, 'rejected');
    const [{ id: mine } = { id: '' }] = await payroll.rows<{ id: string }>(
      'SELECT id FROM payout WHERE run_id = $1 AND person_id = $2',
      [runId, worker(4)],
    );
    const open = async () =>
      (
        await payroll.rows<{ id: string }>(
          `SELECT DISTINCT subject_id AS id FROM approval_task
           WHERE subject_kind = 'payout-rejected' AND subject_id = ANY($1) AND state = 'open' ORDER BY 1`,
          [payoutIds],
        )
      ).map(({ id }) => id);
    const other = payoutIds.filter((id) => id !== mine);
    expect(await open()).toEqual(payoutIds.toSorted());
    await correct(4, 'qualified');
    expect(await open()).toEqual(payoutIds.toSorted());
    await correct(4, 'unqualified');
    expect(await open()).toEqual(other);
    await correct(4, 'excellent');
    expect(await open()).toEqual(payoutIds.toSorted());
    const again = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: [mine], reason: '账户已更正' });
    expect(again.status).toBeLessThan(300);
    expect(await open()).toEqual(other);
  });
});
