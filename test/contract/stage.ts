import type { Sheet } from '@goalbeat/api-client/wire-types';
import { Company, type Hire } from '../e2e/company.js';
import { Payroll } from '../e2e/payroll.js';
import { all, present, until } from '../e2e/until.js';
import { AT, bonusStep, leadStep, roleStep } from '../e2e/weekly-definition.js';

/** EAST is everybody's own unit here, WEST the other one; neither lead leads the other's people. */
const PEOPLE: readonly Hire[] = [
  { number: 'G1', family: 'board', grade: 'M' },
  { number: 'H1', family: 'board', manager: 'G1', roles: 'hr-lead' },
  { number: 'H2', family: 'board', manager: 'G1', roles: 'hr-lead' },
  { number: 'P1', family: 'board', manager: 'G1', roles: 'hr-partner@EAST' },
  { number: 'F1', family: 'board', manager: 'G1', roles: 'finance-reviewer@EAST' },
  { number: 'F2', family: 'board', manager: 'G1', roles: 'finance-lead' },
  { number: 'O1', family: 'board', manager: 'G1', roles: 'ops' },
  { number: 'A1', family: 'board', manager: 'G1', roles: 'admin' },
  { number: 'Z1', family: 'board', manager: 'G1', roles: 'hr-lead;finance-lead;ops;admin' },
  { number: 'L1', unit: 'EAST', manager: 'G1', grade: 'M' },
  { number: 'L2', unit: 'WEST', manager: 'G1', grade: 'M' },
  { number: 'S1', unit: 'EAST', manager: 'L1' },
  { number: 'S2', unit: 'EAST', manager: 'L1' },
  { number: 'S3', unit: 'WEST', manager: 'L2' },
];
export const WORKERS = ['L1', 'L2', 'S1', 'S2', 'S3'] as const;
export const MARKED = ['S1', 'S2', 'S3'] as const;
/** Who plays which role; the employee is one of EAST. */
export const CAST = {
  employee: 'S1',
  manager: 'L1',
  'hr-partner': 'P1',
  'hr-lead': 'H1',
  'finance-reviewer': 'F1',
  'finance-lead': 'F2',
  ops: 'O1',
  admin: 'A1',
} as const;
/** Has every right that a person can have. */
export const EVERYTHING = 'Z1';

const leadOf = (number: string): string => ({ S1: 'L1', S2: 'L1', S3: 'L2' })[number] ?? 'G1';

export interface Stage {
  company: Company;
  /** Evidence file by its owner's number. */
  evidence: ReadonlyMap<string, string>;
  notices: ReadonlyMap<string, string>;
  /** A key that nobody uses: tests may revoke it. */
  spareKey: string;
}

/** A company whose week is over: it has at least one of everything. */
export async function playWeek(name: string, more: Partial<Parameters<typeof Company.found>[0]> = {}): Promise<Stage> {
  const company = await Company.found({
    name,
    people: PEOPLE,
    chains: {
      plan: [leadStep('close-planning')],
      report: [leadStep('close-confirming')],
      'bonus-list': [bonusStep('finance-lead')],
      results: [roleStep('hr-lead')],
    },
    ...more,
  });
  const payroll = await Payroll.open(company.tenantId);
  try {
    await company.issue();
    await delegate(company);
    await recordAbsences(company);
    await planChanges(company);
    for (const number of WORKERS) await company.submitPlan(number);
    // One plan goes round twice, with words.
    await decide(company, 'L1', 'plan', 'S1', 'return');
    await company.submitPlan('S1');
    for (const number of WORKERS) await decide(company, leadOf(number), 'plan', number, 'approve');
    await company.clock.travelTo(AT.askReport);
    await company.done('ask-report');
    const evidence = new Map<string, string>();
    for (const number of MARKED) evidence.set(number, await upload(company, number));
    for (const number of WORKERS) await report(company, number, evidence.get(number));
    for (const number of WORKERS) await decide(company, leadOf(number), 'report', number, 'approve');
    await company.clock.travelTo(AT.publish);
    await release(company);
    await company.done('publish');
    await company.clock.travelTo(AT.bonusList);
    await company.done('bonus-list');
    await pay(company);
    const spare = await company.admin.createApiKey({ name: 'spare', scopes: ['payroll.answer'] });
    return { company, evidence, notices: await noticesOf(company), spareKey: spare.id };
  } finally {
    await payroll.close();
  }
}

async function delegate(company: Company): Promise<void> {
  const span = { from: '2027-01-04T00:00:00.000Z', until: '2027-01-05T00:00:00.000Z' };
  for (const number of MARKED) {
    await (await company.as(number)).createDelegation({ to: 'G1', ...span, kinds: null });
  }
}

async function recordAbsences(company: Company): Promise<void> {
  const { transport } = await company.hr;
  for (const number of MARKED) {
    await transport.post('/api/directory/v1/absences', { number, from: '2027-03-01', to: '2027-03-02' });
  }
}

/** Of each, and of a unit, something that is to change one day. */
async function planChanges(company: Company): Promise<void> {
  const { transport } = await company.hr;
  const later = async (base: string, version: number, name: string): Promise<unknown> =>
    transport.post(`/api/directory/v1/${base}/changes`, { effectiveOn: '2027-05-03', version, set: { name } });
  for (const number of MARKED) {
    const base = `people/${company.personId(number)}`;
    const { version } = await transport.get<{ version: number }>(`/api/directory/v1/${base}`);
    await later(base, version, `${number} by another name`);
  }
  type Units = { items: { id: string; code: string; version: number }[] };
  const { items } = await transport.get<Units>('/api/directory/v1/units');
  const west = present(
    items.find(({ code }) => code === 'WEST'),
    'unit WEST',
  );
  await later(`units/${west.id}`, west.version, 'Far west');
}

/** Nothing is published before HR has looked at it. */
async function release(company: Company): Promise<void> {
  const task = await company.onDesk('H1', 'results');
  const hr = await company.as('H1');
  await hr.decide('appraisal', present(task.approvalId, 'approval'), {
    taskId: task.taskId,
    taskVersion: task.version,
    decision: 'approve',
  });
}

async function noticesOf(company: Company): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const number of MARKED) {
    const { transport } = await company.as(number);
    const notice = await until(`a notice for ${number}`, async () => {
      const { items } = await transport.get<{ items: { id: string }[] }>('/api/directory/v1/notices');
      return items[0];
    });
    found.set(number, notice.id);
  }
  return found;
}

/** What the stage's people write and nobody outside the company's database may ever read. */
export const WORDS = { returned: 'Quillfeather thinks otherwise', report: 'Zanzibar is further than it looks' };

async function decide(
  company: Company,
  lead: string,
  kind: 'plan' | 'report',
  number: string,
  decision: 'approve' | 'return',
): Promise<void> {
  const task = await company.onDesk(lead, kind, (await company.sheetOf(number)).id);
  const client = await company.as(lead);
  await client.decide('goals', present(task.approvalId, 'approval'), {
    taskId: task.taskId,
    taskVersion: task.version,
    decision,
    ...(decision === 'return' ? { comment: WORDS.returned } : {}),
  });
}

async function upload(company: Company, number: string): Promise<string> {
  const sheet = await company.sheetOf(number);
  const goal = present(sheet.goals[0], 'goal');
  const bytes = new TextEncoder().encode(`order,amount\n1,${number}\n`);
  const client = await company.as(number);
  const file = { name: 'orders.csv', mediaType: 'text/csv', bytes };
  return ((await client.uploadEvidence(sheet.id, goal.id, file)) as { id: string }).id;
}

async function report(company: Company, number: string, evidence: string | undefined): Promise<void> {
  const sheet = await company.sheetOf(number);
  const items = sheet.goals.map((goal: Sheet['goals'][number], index: number) => ({
    goalId: goal.id,
    outcome: 'done' as const,
    actual: goal.target,
    comment: WORDS.report,
    ...(index === 0 && evidence !== undefined ? { evidence: [evidence] } : {}),
  }));
  await (await company.as(number)).submitReport(sheet.id, { version: sheet.version, items });
}

async function pay(company: Company): Promise<void> {
  const hr = await company.hr;
  const lists = await until('bonus lists', async () => {
    const found = await all(hr.bonusLists({ cycle: company.cycleId }));
    return found.length > 0 ? found : undefined;
  });
  for (const { id, version } of lists) {
    await hr.submitBonusList(id, version);
    const task = await company.onDesk('F2', 'bonus-list', id);
    const finance = await company.as('F2');
    await finance.decide('payroll', present(task.approvalId, 'approval'), {
      taskId: task.taskId,
      taskVersion: task.version,
      decision: 'approve',
    });
  }
  await company.clock.travelTo(AT.payout);
  await until(
    'a settled run',
    async () => {
      const runs = await all(hr.runs({ cycle: company.cycleId }));
      return runs.length > 0 && runs.every(({ state }) => state === 'settled') ? runs : undefined;
    },
    { withinMs: 40_000 },
  );
}
