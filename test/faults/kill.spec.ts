import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Company } from '../e2e/company.js';
import { healthy, installation } from '../e2e/installation.js';
import { Payroll } from '../e2e/payroll.js';
import { all, present, until } from '../e2e/until.js';
import { AT, bonusStep, leadStep, weekly } from '../e2e/weekly-definition.js';

const { control } = installation;
const PEOPLE = 500;
const STAFF = Array.from({ length: PEOPLE }, (_, n) => `S${String(n + 1).padStart(4, '0')}`);
const CODES = ['weekly-a', 'weekly-b', 'weekly-c'];
const BASE = '200.00';
const TOTAL = `${PEOPLE * 200}.00`;

let company: Company;
let payroll: Payroll;

beforeAll(async () => {
  company = await Company.found({
    name: 'kill',
    people: [
      { number: 'G1', family: 'board' },
      { number: 'H1', family: 'board', manager: 'G1', roles: 'hr-lead' },
      { number: 'F1', family: 'board', manager: 'G1', roles: 'finance-reviewer' },
      ...STAFF.map((number) => ({ number, manager: 'G1' })),
    ],
    accounts: ['G1', 'H1', 'F1'],
    // Nobody reports anything, and everybody is paid the same.
    payPlan: { baseByGrade: { P: BASE }, multiplierByBand: { excellent: '1', qualified: '1', unqualified: '1' } },
    chains: { 'bonus-list': [bonusStep('finance-reviewer')] },
  });
  payroll = await Payroll.open(company.tenantId);
});
afterAll(async () => {
  await healthy();
  await payroll.close();
});

const chains = () => ({
  plan: [leadStep('close-planning')],
  report: [leadStep('close-confirming')],
  'bonus-list': [bonusStep('finance-reviewer')],
});

describe('kill -9', () => {
  it('of goals and the worker while goals go out to 500 people three times over leaves one sheet each', async () => {
    const definitions = [];
    for (const code of CODES) definitions.push(await company.define(code, weekly(chains())));
    const opened = await Promise.all(definitions.map((definition) => company.open(definition)));
    await Promise.all([control.act('kill', 'goals'), control.act('kill', 'workflows')]);
    await healthy();
    const hr = await company.hr;
    for (const cycleId of opened) {
      company.cycleId = cycleId;
      // A step that was killed with its worker is begun again when its heart-beat has been missing for a while.
      await company.done('issue', 60_000);
      const sheets = await all(hr.sheets({ cycle: cycleId }));
      expect(sheets).toHaveLength(PEOPLE);
      expect(new Set(sheets.map(({ personId }) => personId)).size).toBe(PEOPLE);
      expect(sheets.every(({ goals }) => goals.length === 2)).toBe(true);
      expect((await hr.cycle(cycleId)).funnel).toMatchObject({ people: PEOPLE, issued: PEOPLE });
      const log = await hr.processLog('goals', { subject: `cycle:${cycleId}` });
      expect(log.items.filter(({ action }) => action === 'cycle.issue')).toHaveLength(1);
    }
    for (const cycleId of opened.slice(1)) await cancel(cycleId);
    [company.cycleId = ''] = opened;
  });

  it('of payroll-bridge between the signature and the last hand-over pays each once', async () => {
    const hr = await company.hr;
    await company.clock.travelTo(AT.payout);
    await company.done('bonus-list', 60_000);
    const list = await until('the list', async () => (await all(hr.bonusLists({ cycle: company.cycleId }))).at(0));
    expect(list.total.amount).toBe(TOTAL);
    await hr.submitBonusList(list.id, list.version);
    const task = await company.onDesk('F1', 'bonus-list', list.id);
    const body = { taskId: task.taskId, taskVersion: task.version, decision: 'approve' as const };
    await (await company.as('F1')).decide('payroll', present(task.approvalId, 'approval'), body);
    await control.act('kill', 'payroll-bridge');
    await healthy();
    // And once more with hand-overs and answers on the way.
    await until('the first hand-over', () => Promise.resolve(payroll.asked.size > 0 ? true : undefined), {
      withinMs: 60_000,
      everyMs: 5,
    });
    await control.act('kill', 'payroll-bridge');
    await healthy();
    const finance = await company.as('F1');
    await until(
      'a settled run',
      async () => (await all(hr.runs({ cycle: company.cycleId }))).find(({ state }) => state === 'settled'),
      { withinMs: 60_000, everyMs: 250 },
    );
    const payouts = await all(finance.payouts({ cycle: company.cycleId }));
    expect(payouts).toHaveLength(PEOPLE);
    expect(new Set(payouts.map(({ personId }) => personId)).size).toBe(PEOPLE);
    expect(new Set(payouts.map(({ lineId }) => lineId)).size).toBe(PEOPLE);
    expect(payouts.every(({ state, amount }) => state === 'paid' && amount.amount === BASE)).toBe(true);
    expect([...payroll.asked.keys()].toSorted()).toEqual(payouts.map(({ id }) => id).toSorted());
    // What came again came the same.
    for (const asked of payroll.asked.values()) {
      expect(new Set(asked.map(({ employeeNumber, amount }) => `${employeeNumber} ${amount.amount}`)).size).toBe(1);
    }
    const reconciliation = await hr.reconciliation(company.cycleId);
    expect(reconciliation).toMatchObject({ agrees: true, differences: [] });
    expect(reconciliation.currencies[0]).toMatchObject({
      signed: { amount: TOTAL },
      posted: { amount: TOTAL },
      paid: { amount: TOTAL },
      unpaid: { amount: '0.00' },
      ledgerBalanced: true,
    });
  });
});

/** Issued and judged: it need not live through its week. */
async function cancel(cycleId: string): Promise<void> {
  const hr = await company.hr;
  const { version } = await hr.cycle(cycleId);
  const body = { version, action: 'cancel', reason: 'Only its issue was looked at' };
  await hr.transport.post(`/api/goals/v1/cycles/${cycleId}/control`, body);
}
