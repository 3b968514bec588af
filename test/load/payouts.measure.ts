import { allOf } from './all-of.js';
import type { BonusList } from '@goalbeat/api-client/wire-types';
import { publishBare } from './bare-publishing.js';
import type { Bench } from './bench.js';
import { round, type Figure, type Measure } from './figure.js';
import { PayrollDesk } from './payroll-desk.js';
import { publishingRate } from './publishing-rate.js';
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
async function signAllButLast(bench: Bench, tenant: Tenant, cycleId: string): Promise<() => Promise<void>> {
  const maker = tenant.rows.people.find((person) => person.roles.includes('hr-partner'))?.number ?? tenant.boss;
  await tenant.createAccounts([maker]);
  const hr = await tenant.as(maker);
  const lists = await allOf(hr.bonusLists({ cycle: cycleId }));
  const main = lists.find((list) => list.part === 'main');
  if (main === undefined) throw new Error('There is no bonus list');
  for (const list of lists) await hr.submitBonusList(list.id, list.version);
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
    if (task.list === main.id && (detail.ahead.length === 0 || stepsOfMain > 0)) return sign;
    stepsOfMain += task.list === main.id ? 1 : 0;
    await sign();
  }
}

async function run(bench: Bench): Promise<Figure[]> {
  const { sheets } = bench.sizes;
  const tenant = await bench.example();
  const { id: definitionId } = await tenant.define('paying');
  const cycleId = await tenant.issue(definitionId, sheets);
  await bench.quiet();
  bench.say('  the week passes …');
  await reachPayout(bench, tenant, cycleId);
  const lastSignature = await signAllButLast(bench, tenant, cycleId);
  await bench.quiet();
  const desk = await PayrollDesk.open(bench.broker, tenant.id);
  const began = performance.now();
  try {
    await lastSignature();
    const signedMs = performance.now() - began;
    const settled = await until(
      'the last answer',
      async () => {
        const [row] = await bench.sql.rows<{ all: string; paid: string }>(
          `SELECT count(*) AS all, count(*) FILTER (WHERE p.state = 'paid') AS paid
           FROM payroll.payout p JOIN payroll.payout_run r ON r.id = p.run_id WHERE r.cycle_id = $1`,
          [cycleId],
        );
        return Number(row?.paid) >= sheets ? performance.now() : undefined;
      },
      { withinMs: 180_000, everyMs: 25 },
    );
    const tookMs = settled - began;
    const first = desk.taken[0]?.at ?? began;
    const last = desk.taken.at(-1)?.at ?? settled;
    const rate = publishingRate(desk.taken);
    await bench.quiet();
    const reconciliation = await (await tenant.hr).reconciliation(cycleId);
    const bare = await publishBare(bench.broker, desk.taken);
    return [
      {
        name: 'payouts',
        work: `finance approval → ${sheets} payouts handed over and answered`,
        value: round(tookMs / 1000),
        unit: 's',
        target: '5 s',
        met: tookMs <= 5_000,
        details: {
          payouts: desk.taken.length,
          approvalAnswered: `${Math.round(signedMs)} ms`,
          firstPayout: `after ${Math.round(first - began)} ms`,
          lastPayout: `after ${Math.round(last - began)} ms`,
          reconciled: reconciliation.currencies.every((one) => one.paid.amount === one.signed.amount) ? 'yes' : 'NO',
        },
      },
      {
        name: 'payout-publishing',
        work: 'publishing payouts ÷ a bare amqplib confirm loop of the same messages',
        value: round(rate / bare),
        unit: '',
        target: '0.7',
        met: rate / bare >= 0.7,
        details: {
          ours: `${Math.round(rate)}/s as payroll receives the batches, answering meanwhile`,
          bare: `${Math.round(bare)}/s`,
        },
      },
    ];
  } finally {
    await desk.close();
  }
}

export const payouts: Measure = { name: 'payouts', run };
