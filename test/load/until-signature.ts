import { allOf } from './all-of.js';
import type { BonusList } from '@goalbeat/api-client/wire-types';
import type { Bench } from './bench.js';
import type { Tenant } from './tenant.js';
import { until } from './until.js';

/** Monday 09:30 in Shanghai, just before scores and lists fall due. */
const BEFORE_THE_LISTS = '2026-11-23T01:30:00.000Z';
const A_WEEK_IN_HALF_A_MINUTE = 20_000;
const AN_HOUR_IN_TWO_SECONDS = 1_800;

/** Runs the week to where the payout waits for finance: everything before it happens for real, only nobody reports. */
async function reachPayout(bench: Bench, tenant: Tenant, cycleId: string): Promise<void> {
  const admin = await tenant.admin;
  const hr = await tenant.hr;
  await tenant.setRate(A_WEEK_IN_HALF_A_MINUTE);
  await until('Monday', async () => ((await admin.tenant()).now >= BEFORE_THE_LISTS ? true : undefined), {
    everyMs: 100,
  });
  await tenant.setRate(AN_HOUR_IN_TWO_SECONDS);
  await until(
    'the payout step',
    async () => {
      const step = (await hr.cycle(cycleId)).timeline.find((one) => one.step === 'payout');
      return step?.doneAt ?? undefined;
    },
    { withinMs: 300_000, everyMs: 50 },
  );
  await tenant.setRate(1);
  await bench.quiet();
}

interface OpenTask {
  approval: string;
  version: number;
  assignee: string;
  list: string;
}

async function openTask(bench: Bench, tenant: Tenant, lists: readonly BonusList[]): Promise<OpenTask[]> {
  return bench.sql.rows<OpenTask>(
    `SELECT t.approval_id AS approval, t.version, p.number AS assignee, t.subject_id AS list FROM payroll.approval_task t
     JOIN payroll.org_person p ON p.tenant_id = t.tenant_id AND p.id = t.assignee_id
     WHERE t.tenant_id = $1 AND t.kind = 'decision' AND t.state = 'open' AND t.subject_id = ANY($2)`,
    [tenant.id, lists.map((list) => list.id)],
  );
}

/** HR submits, finance signs; all but the very last signature, which is returned. */
async function signAllButLast(
  bench: Bench,
  tenant: Tenant,
  cycleId: string,
): Promise<Pick<ToBeSigned, 'sign' | 'submitMs'>> {
  const maker = tenant.rows.people.find((person) => person.roles.includes('hr-partner'))?.number ?? tenant.hrNumber;
  await tenant.createAccounts([maker]);
  const hr = await tenant.as(maker);
  const lists = await allOf(hr.bonusLists({ cycle: cycleId }));
  const main = lists.find((list) => list.part === 'main');
  if (main === undefined) throw new Error('There is no bonus list');
  const began = performance.now();
  for (const list of lists) await hr.submitBonusList(list.id, list.version);
  const submitMs = performance.now() - began;
  let stepsOfMain = 0;
  for (;;) {
    const tasks = await openTask(bench, tenant, lists);
    const task = tasks.find((one) => one.list !== main.id) ?? tasks[0];
    if (task === undefined) throw new Error('Nobody is asked to sign');
    await tenant.createAccounts([task.assignee]);
    const decider = await tenant.as(task.assignee);
    const sign = async (): Promise<void> => {
      await decider.decide('payroll', task.approval, { taskVersion: task.version, decision: 'approve' });
    };
    const detail = await decider.approval('payroll', task.approval);
    if (task.list === main.id && (detail.ahead.length === 0 || stepsOfMain > 0)) return { sign, submitMs };
    stepsOfMain += task.list === main.id ? 1 : 0;
    await sign();
  }
}

export interface ToBeSigned {
  definitionId: string;
  cycleId: string;
  /** How long HR's submission of all lists took. */
  submitMs: number;
  /** The last signature of finance: from here on the money goes out by itself. */
  sign: () => Promise<void>;
}

/** A whole week of the example company, but for the last signature of finance. */
export async function untilSignature(
  bench: Bench,
  tenant: Tenant,
  definition: string,
  { sheets }: { sheets: number } = bench.sizes,
): Promise<ToBeSigned> {
  const { id: definitionId } = await tenant.define(definition);
  const cycleId = await tenant.issue(definitionId, sheets);
  await bench.quiet();
  bench.say('  the week passes …');
  await reachPayout(bench, tenant, cycleId);
  const signing = await signAllButLast(bench, tenant, cycleId);
  await bench.quiet();
  return { definitionId, cycleId, ...signing };
}
