import { setTimeout as sleep } from 'node:timers/promises';
import { cycleWorkflowId, payoutWorkflowId } from '@goalbeat/contracts/workflows';
import type { Bench } from './bench.js';
import { exampleCompany } from './company.js';
import { processes } from './control.js';
import { round, type Figure, type Measure } from './figure.js';
import { PayrollDesk } from './payroll-desk.js';
import { forgetPeak, peakOf } from './process-memory.js';
import { stepTimes } from './step-times.js';
import { foundTenant, PERIOD, type Tenant } from './tenant.js';
import { untilSignature } from './until-signature.js';
import { until } from './until.js';

const LONGEST_MS = 1_800_000;
const MIB = 1024 * 1024;
const KIB = 1024;

/** What has become of the cycle's lines. */
interface Progress {
  run: string;
  lines: number;
  handedOver: number;
  paid: number;
}

async function progress(bench: Bench, cycleId: string): Promise<Progress[]> {
  const rows = await bench.sql.rows<Record<keyof Progress, string>>(
    `SELECT r.id AS run, (SELECT count(*) FROM payroll.bonus_line l WHERE l.run_id = r.id AND l.amount_minor > 0) AS lines,
       (SELECT count(*) FROM payroll.payout p WHERE p.run_id = r.id) AS "handedOver",
       (SELECT count(*) FROM payroll.payout p WHERE p.run_id = r.id AND p.state = 'paid') AS paid
     FROM payroll.payout_run r WHERE r.cycle_id = $1`,
    [cycleId],
  );
  return rows.map(({ run, lines, handedOver, paid }) => ({
    run,
    lines: Number(lines),
    handedOver: Number(handedOver),
    paid: Number(paid),
  }));
}

/** When every line is as far as `far` says; as performance.now(). */
const reached = (bench: Bench, cycleId: string, far: 'handedOver' | 'paid'): Promise<number> =>
  until(
    far === 'paid' ? 'the last answer' : 'the last hand-over',
    async () => {
      const runs = await progress(bench, cycleId);
      const isThere = runs.length > 0 && runs.every((run) => run.lines > 0 && run[far] >= run.lines);
      return isThere ? performance.now() : undefined;
    },
    { withinMs: LONGEST_MS, everyMs: 50 },
  );

async function payrollPid(bench: Bench): Promise<number> {
  const found = (await processes(bench.env.controlSocket)).find(({ name }) => name === 'payroll-bridge');
  if (found?.pid === undefined) throw new Error('payroll-bridge is not running');
  return found.pid;
}

interface History {
  events: number;
  bytes: number;
}
async function historyOf(bench: Bench, workflowId: string): Promise<History> {
  const { historyLength, historySize } = await bench.temporal.workflow.getHandle(workflowId).describe();
  return { events: historyLength, bytes: historySize ?? 0 };
}

async function measure(bench: Bench): Promise<Figure> {
  const { payoutLines } = bench.sizes;
  bench.say(`  a company of ${payoutLines} people is brought in …`);
  const rows = exampleCompany(payoutLines);
  const payPlan = { multiplierByBand: { excellent: '1.5', qualified: '1', unqualified: '1' } };
  const tenant = await foundTenant(bench, { name: 'lines', rows, payPlan });
  const pid = await payrollPid(bench);
  forgetPeak(pid);
  const idle = peakOf(pid);
  const signing = await untilSignature(bench, tenant, 'paying-many', { sheets: payoutLines });
  return handOver(bench, tenant, { ...signing, pid, idle });
}

type Prepared = Awaited<ReturnType<typeof untilSignature>> & { pid: number; idle: number };

async function handOver(bench: Bench, tenant: Tenant, ready: Prepared): Promise<Figure> {
  const { cycleId, definitionId, submitMs, sign, pid, idle } = ready;
  const cycle = cycleWorkflowId({ tenantId: tenant.id, definitionId, period: PERIOD, run: 1 });
  const build = await until('the step in the history', () => stepTimes(bench, cycle, 'buildBonusLists'));
  const desk = await PayrollDesk.open(bench.broker, tenant.id);
  try {
    const began = performance.now();
    await sign();
    const signMs = performance.now() - began;
    const handedOverMs = (await reached(bench, cycleId, 'handedOver')) - began;
    const answeredMs = (await reached(bench, cycleId, 'paid')) - began;
    await bench.quiet();
    // The run closes by itself once the last answer has been told to its workflow.
    const [run] = await progress(bench, cycleId);
    const workflowId = payoutWorkflowId({ tenantId: tenant.id, runId: run?.run ?? '' });
    await sleep(1_000);
    const { events, bytes } = await historyOf(bench, workflowId);
    const reconciliation = await (await tenant.hr).reconciliation(cycleId);
    const buildMs = build.completedAt - build.scheduledAt;
    return {
      name: 'payout-lines',
      work: `${run?.lines ?? 0} bonus lines of one run: built, signed, handed over and answered`,
      value: round((buildMs + submitMs + answeredMs) / 1000),
      unit: 's',
      target: null,
      met: null,
      details: {
        lines: run?.lines ?? 0,
        built: `${buildMs} ms`,
        submitted: `${Math.round(submitMs)} ms`,
        signed: `${Math.round(signMs)} ms`,
        handedOver: `${Math.round(handedOverMs)} ms after the signature`,
        answered: `${Math.round(answeredMs)} ms after the signature`,
        payouts: desk.taken.length,
        memoryBefore: `${Math.round(idle / MIB)} MiB`,
        memoryPeak: `${Math.round(peakOf(pid) / MIB)} MiB`,
        historyEvents: events,
        history: `${Math.round(bytes / KIB)} KiB`,
        reconciled: reconciliation.currencies.every((one) => one.paid.amount === one.signed.amount) ? 'yes' : 'NO',
      },
    };
  } finally {
    await desk.close();
  }
}

/** How one large list goes its way, and what it takes of memory and of its workflow's history. */
export const payoutLines: Measure = { name: 'payout-lines', run: async (bench) => [await measure(bench)] };
