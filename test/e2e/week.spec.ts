import type { MergedDelays, MergedLogPage } from '@goalbeat/contracts/process-log-http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Sheet } from '@goalbeat/api-client/wire-types';
import { Company } from './company.js';
import { Payroll } from './payroll.js';
import { AT, bonusStep, leadStep, roleStep } from './weekly-definition.js';
import { all, present, until } from './until.js';

const MEMBERS = ['H1', 'H2', 'F1', 'F2', 'L1', 'S1', 'S2'] as const;
/** What each reports of the ten orders; the four visits are met. */
const ORDERS: Readonly<Record<string, string>> = {
  H1: '10',
  H2: '10',
  F1: '10',
  F2: '10',
  L1: '12',
  S1: '20',
  S2: '4',
};

let company: Company;
let payroll: Payroll;

beforeAll(async () => {
  company = await Company.found({
    name: 'week',
    people: [
      { number: 'G1', family: 'board', grade: 'M' },
      { number: 'H1', unit: 'HR', manager: 'G1', roles: 'hr-lead' },
      { number: 'H2', unit: 'HR', manager: 'G1', roles: 'hr-lead' },
      { number: 'F1', unit: 'FIN', manager: 'G1', roles: 'finance-reviewer' },
      { number: 'F2', unit: 'FIN', manager: 'G1', roles: 'finance-lead' },
      { number: 'L1', unit: 'SALES', manager: 'G1', grade: 'M' },
      { number: 'S1', unit: 'SALES', manager: 'L1' },
      { number: 'S2', unit: 'SALES', manager: 'L1' },
    ],
    chains: {
      plan: [leadStep('close-planning'), roleStep('hr-lead')],
      report: [leadStep('close-confirming')],
      'bonus-list': [bonusStep('finance-reviewer'), bonusStep('finance-lead', '1000')],
    },
  });
  payroll = await Payroll.open(company.tenantId);
});
afterAll(async () => {
  await payroll.close();
});

const lead = (number: string): string => (number.startsWith('S') ? 'L1' : 'G1');
const otherHr = (number: string): string => (number === 'H1' ? 'H2' : 'H1');

async function approve(area: 'goals' | 'payroll', number: string, kind: string, subjectId?: string): Promise<void> {
  const task = await company.onDesk(number, kind, subjectId);
  await (
    await company.as(number)
  ).decide(area, present(task.approvalId, 'approval'), {
    taskId: task.taskId,
    taskVersion: task.version,
    decision: 'approve',
  });
}

describe('a small company’s week', () => {
  it('gives one sheet to each who takes part, and lets lead and HR lead accept the plan', async () => {
    await company.issue();
    const hr = await company.hr;
    const sheets = await all(hr.sheets({ cycle: company.cycleId }));
    expect(new Set(sheets.map((sheet) => sheet.personId))).toEqual(
      new Set(MEMBERS.map((one) => company.personId(one))),
    );
    expect(sheets).toHaveLength(MEMBERS.length);

    for (const number of MEMBERS) await company.submitPlan(number);
    for (const number of MEMBERS) {
      const { id } = await company.sheetOf(number);
      await approve('goals', lead(number), 'plan', id);
      await approve('goals', otherHr(number), 'plan', id);
    }
    for (const number of MEMBERS) expect((await company.sheetOf(number)).state).toBe('planned');
    expect((await hr.cycle(company.cycleId)).funnel).toMatchObject({ people: 7, issued: 7, planned: 7, reported: 0 });
  });

  it('is reported on Friday, and confirmed by the leads', async () => {
    await company.clock.travelTo(AT.askReport);
    await company.done('ask-report');
    for (const number of MEMBERS) await report(number);
    const s1 = await company.sheetOf('S1');
    expect(s1).toMatchObject({ state: 'report-submitted', completion: '160.00', provisional: true });
    for (const number of MEMBERS) await approve('goals', lead(number), 'report', (await company.sheetOf(number)).id);
    for (const number of MEMBERS) expect((await company.sheetOf(number)).state).toBe('confirmed');
  });

  it('is scored, and each score can be computed anew from what is stored', async () => {
    await company.clock.travelTo(AT.publish);
    await company.done('publish');
    const hr = await company.hr;
    const scores = await until('all scores', async () => {
      const found = await all(hr.scores({ cycle: company.cycleId }));
      return found.length === MEMBERS.length ? found : undefined;
    });
    const of = (number: string) =>
      present(
        scores.find((one) => one.personId === company.personId(number)),
        number,
      );
    // 60 × 12 + 40 × 10 = 112 · 100 · 60 × 4 + 40 × 10 = 64
    expect([of('S1').band, of('H1').band, of('S2').band]).toEqual(['excellent', 'qualified', 'unqualified']);
    expect([of('S1').score, of('H1').score, of('S2').score].map(Number)).toEqual([112, 100, 64]);
    expect(scores.every((score) => score.state === 'published')).toBe(true);
    for (const { id, score } of scores) {
      const explained = await hr.transport.get<{ agrees: boolean; recomputed: string; words: string[] }>(
        `/api/appraisal/v1/scores/${id}/explain`,
      );
      expect(explained).toMatchObject({ agrees: true, recomputed: score });
      expect(explained.words.length).toBeGreaterThan(0);
    }
    const own = await all((await company.as('S2')).scores({ cycle: company.cycleId }));
    expect(own.map((one) => one.personId)).toEqual([company.personId('S2')]);
  });

  it('becomes bonus lists that two signers see, neither of whom made them or is on them', async () => {
    await company.clock.travelTo(AT.bonusList);
    await company.done('bonus-list');
    const hr = await company.hr;
    const lists = await until('both lists', async () => {
      const found = await all(hr.bonusLists({ cycle: company.cycleId }));
      return found.length === 2 ? found : undefined;
    });
    const main = present(
      lists.find(({ part }) => part === 'main'),
      'main list',
    );
    const signers = present(
      lists.find(({ part }) => part === 'signers'),
      'signers’ list',
    );
    // S1 1.5 × 200, L1 1.5 × 500.50, H1 and H2 200 each, S2 nothing.
    expect(main.total).toEqual({ amount: '1450.75', currency: 'CNY' });
    expect(signers.total).toEqual({ amount: '400.00', currency: 'CNY' });
    for (const list of lists) await hr.submitBonusList(list.id, list.version);
    await approve('payroll', 'F1', 'bonus-list', main.id);
    await approve('payroll', 'F2', 'bonus-list', main.id);
    await approve('payroll', 'G1', 'bonus-list', signers.id);
    for (const { id } of lists) expect((await hr.bonusList(id)).approvalId).not.toBeNull();
  });

  it('is paid by payroll, each once, and the sums agree to the cent', async () => {
    await company.clock.travelTo(AT.payout);
    const hr = await company.hr;
    const finance = await company.as('F2');
    await until(
      'a settled run',
      async () => {
        const runs = await all(finance.runs({ cycle: company.cycleId }));
        return runs.length > 0 && runs.every(({ state }) => state === 'settled') ? runs : undefined;
      },
      { withinMs: 40_000 },
    );
    const payouts = await all(hr.payouts({ cycle: company.cycleId }));
    expect(payouts.map((one) => `${one.personNumber} ${one.state} ${one.amount.amount}`).toSorted()).toEqual([
      'F1 paid 200.00',
      'F2 paid 200.00',
      'H1 paid 200.00',
      'H2 paid 200.00',
      'L1 paid 750.75',
      'S1 paid 300.00',
    ]);
    expect([...payroll.asked.keys()].toSorted()).toEqual(payouts.map(({ id }) => id).toSorted());
    expect(payroll.batches.reduce((sum, { count }) => sum + count, 0)).toBe(payouts.length);
    const reconciliation = await finance.reconciliation(company.cycleId);
    expect(reconciliation).toMatchObject({ agrees: true, differences: [] });
    const { currencies } = reconciliation;
    expect(currencies).toHaveLength(1);
    for (const sum of ['signed', 'posted', 'handedOver', 'paid'] as const) {
      expect(currencies[0]?.[sum].amount).toBe('1850.75');
    }
  });

  it('tells the paid, shows them their own money only, and fills the funnel', async () => {
    const s1 = await company.as('S1');
    const notice = await until('the notice of the payment', async () => {
      const page = await s1.transport.get<{ items: { kind: string; text: string; values: Record<string, string> }[] }>(
        '/api/directory/v1/notices',
      );
      return page.items.find(({ kind }) => kind === 'paid');
    });
    expect(notice.values).toMatchObject({ amount: '300.00', currency: 'CNY' });
    expect(notice.text).toContain('300.00');
    const mine = await all(s1.payouts({ mine: true }));
    expect(mine).toHaveLength(1);
    expect(mine[0]).toMatchObject({ personNumber: 'S1', state: 'paid', amount: { amount: '300.00', currency: 'CNY' } });
    expect(mine[0]?.paidAt).not.toBeNull();
    expect(mine[0]?.words.length).toBeGreaterThan(0);

    await company.clock.travelTo(AT.archive);
    const cycle = await company.done('archive');
    expect(cycle.state).toBe('closed');
    const settled = await until('the funnel', async () => {
      const { funnel } = await (await company.hr).cycle(company.cycleId);
      return funnel.paid === 6 ? funnel : undefined;
    });
    expect(settled).toMatchObject({ people: 7, issued: 7, planned: 7, reported: 7, confirmed: 7, scored: 7 });
    const weekly = await (await company.hr).weeklyReport(company.cycleId);
    expect(weekly.ranking[0]).toMatchObject({ rank: 1, number: 'S1', completion: '160.00' });
    expect(weekly.above.people.map(({ personId }) => personId)).toEqual([company.personId('S1')]);
  });

  it('has the whole way in one process log, whichever services wrote it, and says who was waited on', async () => {
    const { transport } = await company.hr;
    const rows: MergedLogPage['items'] = [];
    for (let after: string | undefined; ;) {
      const page: MergedLogPage = await transport.get('/api/process-log', {
        cycle: company.cycleId,
        limit: 50,
        ...(after === undefined ? {} : { after }),
      });
      expect(page.sources.map(({ state }) => state)).toEqual(['answered', 'answered', 'answered', 'answered']);
      rows.push(...page.items);
      if (page.next === null) break;
      after = page.next;
    }
    const actions = rows.map(({ service, action }) => `${service} ${action}`);
    const way = ['goals cycle.opened', 'goals sheet.issued', 'appraisal scored', 'payroll built', 'payroll submitted'];
    const end = ['payroll signed', 'payroll posted', 'payroll handed-over', 'payroll paid', 'payroll settled'];
    const first = [...way, ...end].map((action) => actions.indexOf(action));
    expect(first).toEqual(first.toSorted((a, b) => a - b));
    expect(first[0]).toBeGreaterThanOrEqual(0);
    expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).toSorted());
    expect(rows.find(({ action }) => action === 'built')?.ruleVersion).toMatch(/^pay-plan\/.+@\d+$/);

    const delays = await transport.get<MergedDelays>('/api/process-log/delays', { cycle: company.cycleId });
    expect(new Set(delays.steps.map(({ service }) => service))).toEqual(new Set(['goals', 'payroll']));
    const sum = (rows: readonly { [key in 'waitedMs' | 'shareMs']?: number }[], of: 'waitedMs' | 'shareMs') =>
      rows.reduce((all, row) => all + (row[of] ?? 0), 0);
    expect(sum(delays.people, 'shareMs')).toBe(sum(delays.steps, 'waitedMs'));
    expect(delays.steps.every(({ open }) => open === 0)).toBe(true);
    expect(delays.people.map(({ personId }) => personId)).toContain(company.personId('F1'));

    // An employee reads of what is theirs, and of nothing else.
    const s1 = await company.as('S1');
    const sheet = await company.sheetOf('S1');
    const own = await s1.transport.get<MergedLogPage>('/api/process-log', { subject: `goal-sheet:${sheet.id}` });
    expect(own.items.map(({ action }) => action)).toContain('sheet.issued');
    expect(own.sources.find(({ service }) => service === 'payroll')?.state).toBe('forbidden');
    await expect(s1.transport.get('/api/process-log', { cycle: company.cycleId })).rejects.toMatchObject({
      status: 403,
    });
    const [payout] = await all(s1.payouts({ mine: true }));
    const paid = await s1.transport.get<MergedLogPage>('/api/process-log', { subject: `payout:${payout?.id}` });
    expect(paid.items.map(({ action }) => action)).toContain('paid');
  });
});

async function report(number: string): Promise<void> {
  const sheet = await company.sheetOf(number);
  const items = sheet.goals.map((goal: Sheet['goals'][number]) => {
    const actual = goal.code === 'orders' ? present(ORDERS[number], 'orders') : goal.target;
    const outcome = Number(actual) >= Number(goal.target) ? ('done' as const) : ('partly' as const);
    return { goalId: goal.id, outcome, actual };
  });
  await (await company.as(number)).submitReport(sheet.id, { version: sheet.version, items });
}
