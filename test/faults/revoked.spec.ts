import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import pg from 'pg';
import { Company } from '../e2e/company.js';
import { drained, healthy, installation } from '../e2e/installation.js';
import { refusal } from '../e2e/refusal.js';
import { all, present, until } from '../e2e/until.js';
import { AT, bonusStep, leadStep } from '../e2e/weekly-definition.js';

const { control } = installation;

let company: Company;
let database: pg.Client;
let listId: string;
/** The finance lead and the HR lead whose roles are taken away, before anybody hears of it. */
const clients = new Map<string, GoalbeatClient>();
const as = (number: string): GoalbeatClient => present(clients.get(number), number);

beforeAll(async () => {
  company = await Company.found({
    name: 'revoked',
    people: [
      { number: 'G1', family: 'board' },
      { number: 'H1', family: 'board', manager: 'G1', roles: 'hr-lead' },
      { number: 'H2', family: 'board', manager: 'G1', roles: 'hr-lead' },
      { number: 'F2', family: 'board', manager: 'G1', roles: 'finance-lead' },
      { number: 'F3', family: 'board', manager: 'G1', roles: 'finance-lead' },
      { number: 'L1', family: 'board', manager: 'G1' },
      { number: 'S1', manager: 'L1' },
    ],
    chains: {
      plan: [leadStep('close-planning')],
      report: [leadStep('close-confirming')],
      'bonus-list': [bonusStep('finance-lead')],
    },
  });
  database = new pg.Client({ connectionString: installation.postgresUrl });
  await database.connect();
  await company.issue();
  await company.clock.travelTo(AT.askReport);
  await company.done('ask-report');
  const sheet = await company.sheetOf('S1');
  const items = sheet.goals.map(({ id, target }) => ({ goalId: id, outcome: 'done' as const, actual: target }));
  await (await company.as('S1')).submitReport(sheet.id, { version: sheet.version, items });
  await decide('L1', 'goals', (await company.onDesk('L1', 'report', sheet.id)).approvalId);
  await company.clock.travelTo(AT.bonusList);
  await company.done('bonus-list');
  const h1 = await company.as('H1');
  const lists = await until('bonus lists', async () => {
    const found = await all(h1.bonusLists({ cycle: company.cycleId }));
    return found.length > 0 ? found : undefined;
  });
  const list = present(lists[0], 'bonus list');
  listId = list.id;
  await h1.submitBonusList(list.id, list.version);
  for (const number of ['F2', 'F3', 'H1', 'H2']) clients.set(number, await company.as(number));
  await company.onDesk('F2', 'bonus-list', listId);
  await company.onDesk('F3', 'bonus-list', listId);
  await drained();
}, 120_000);
afterAll(async () => {
  for (const name of ['rabbitmq', 'directory']) await control.act('start', name);
  await database.end();
  await healthy();
});

async function decide(number: string, area: 'goals' | 'payroll', approvalId: string | null): Promise<unknown> {
  const client = await company.as(number);
  const id = present(approvalId, 'approval');
  const approval = await client.approval(area, id);
  const task = present(
    approval.steps.at(-1)?.tasks.find(({ assigneeId }) => assigneeId === company.personId(number)),
    `task of ${number}`,
  );
  return client.decide(area, id, { taskId: task.taskId, taskVersion: task.version, decision: 'approve' });
}

const approvalOfList = async (): Promise<string | null> => {
  const list = await as('F3').bonusList(listId);
  return (await company.onDesk('F3', 'bonus-list', list.id)).approvalId;
};

/** By an administrator; answered once directory has it in its tables. */
async function revoke(number: string, role: string): Promise<void> {
  const { transport } = company.admin;
  const path = `/api/directory/v1/people/${company.personId(number)}`;
  const { version } = await transport.get<{ version: number }>(path);
  const effectiveOn = new Date(await company.clock.now()).toISOString().slice(0, 10);
  await transport.post(`${path}/changes`, { effectiveOn, version, set: { remove: [{ role, unitId: null }] } });
}

/** What a service's own copy of the organisation still believes. */
async function copied(schema: string, number: string, role: string): Promise<boolean> {
  const { rowCount } = await database.query(
    `SELECT FROM ${schema}.org_role WHERE tenant_id = $1 AND person_id = $2 AND role = $3`,
    [company.tenantId, company.personId(number), role],
  );
  return rowCount !== 0;
}

describe('rights that are taken away while nobody hears of it', () => {
  it('end for money at once: the feed is held back, and the signature is refused all the same', async () => {
    const approvalId = await approvalOfList();
    await control.act('stop', 'rabbitmq');
    await revoke('F2', 'finance-lead');
    expect(await refusal(decide('F2', 'payroll', approvalId))).toMatchObject({ status: 403, code: 'forbidden' });
    expect(await copied('payroll', 'F2', 'finance-lead')).toBe(true);
    expect((await as('F3').bonusList(listId)).state).toBe('submitted');
  });

  it('end for everything else within seconds, still without the feed', async () => {
    await revoke('H2', 'hr-lead');
    const refused = await Promise.all([
      until('F2 sees no ledger', () =>
        forbidden(as('F2').transport.get('/api/payroll/v1/ledger?cycle=' + company.cycleId)),
      ),
      until('F2 sees no list', () => forbidden(as('F2').bonusList(listId))),
      until('H2 sees no pay plans', () => forbidden(as('H2').transport.get('/api/payroll/v1/pay-plans'))),
      until('H2 sees nobody’s sheet', async () => {
        const { id } = await company.sheetOf('S1');
        return forbidden(as('H2').sheet(id));
      }),
    ]);
    expect(refused).toHaveLength(4);
    expect(await copied('goals', 'H2', 'hr-lead')).toBe(true);
  });

  it('let nobody sign while directory is away', async () => {
    const approvalId = await approvalOfList();
    await control.act('stop', 'directory');
    expect(await refusal(decide('F3', 'payroll', approvalId))).toMatchObject({ status: 503 });
    await control.act('start', 'directory');
    await control.act('start', 'rabbitmq');
    await healthy();
  });

  it('stay ended when the news has come, and whoever still holds the role signs', async () => {
    await until('payroll’s copy', async () => ((await copied('payroll', 'F2', 'finance-lead')) ? undefined : true));
    await until('goals’ copy', async () => ((await copied('goals', 'H2', 'hr-lead')) ? undefined : true));
    const approvalId = await approvalOfList();
    // Theirs no longer: the news took the task away.
    expect(['already-decided', 'forbidden']).toContain((await refusal(decide('F2', 'payroll', approvalId))).code);
    expect((await as('F3').bonusList(listId)).state).toBe('submitted');
    await decide('F3', 'payroll', approvalId);
    await until('a signed list', async () => {
      const { state } = await as('H1').bonusList(listId);
      return ['approved', 'signed', 'posted', 'paid'].includes(state) ? state : undefined;
    });
  });
});

/** True once it is refused for want of the right; before that there is an answer. */
async function forbidden(asked: Promise<unknown>): Promise<true | undefined> {
  try {
    await asked;
    return undefined;
  } catch (error) {
    const { status } = error as { status?: number };
    if (status === 403 || status === 404) return true;
    throw error;
  }
}
