import { cycleWorkflowId } from '@goalbeat/contracts/workflows';
import type { Bench } from './bench.js';
import { exampleCompany } from './company.js';
import { median, round, type Figure, type Measure } from './figure.js';
import { stepTimes } from './step-times.js';
import { foundTenant, PERIOD, type Tenant } from './tenant.js';
import { until } from './until.js';

/** The first runs are those of a process that has just started; the middle one counts. */
const TIMES = 3;
const GOALS_A_SHEET = 3;

interface Issued {
  cycleId: string;
  /** From the step's start to the API saying that all are issued. */
  visibleMs: number;
  /** The step alone, as Temporal saw it. */
  stepMs: number;
}

async function issueOnce(bench: Bench, tenant: Tenant, code: string, sheets: number): Promise<Issued> {
  const { id: definitionId } = await tenant.define(code);
  await bench.quiet();
  const hr = await tenant.hr;
  const cycleId = await tenant.open(definitionId);
  const seenAt = await until(
    `${sheets} sheets issued, as the API says`,
    async () => ((await hr.cycle(cycleId)).funnel.issued >= sheets ? Date.now() : undefined),
    { everyMs: 25 },
  );
  const workflowId = cycleWorkflowId({ tenantId: tenant.id, definitionId, period: PERIOD, run: 1 });
  const step = await until('the step in the history', () => stepTimes(bench, workflowId, 'issueSheets'));
  const goals = await bench.sql.count(
    'goals.goal g JOIN goals.goal_sheet s ON s.tenant_id = g.tenant_id AND s.id = g.sheet_id WHERE s.cycle_id = $1',
    [cycleId],
  );
  if (goals !== sheets * GOALS_A_SHEET) throw new Error(`${goals} goals on ${sheets} sheets`);
  return { cycleId, visibleMs: seenAt - step.scheduledAt, stepMs: step.completedAt - step.scheduledAt };
}

async function issueSome(bench: Bench): Promise<{ figure: Figure; visibleMs: number }> {
  const tenant = await bench.example();
  const { sheets } = bench.sizes;
  const runs: Issued[] = [];
  for (let n = 1; n <= TIMES; n += 1) {
    const run = await issueOnce(bench, tenant, `issuing-${n}`, sheets);
    runs.push(run);
    await bench.quiet();
    await tenant.cancel(run.cycleId);
  }
  const visibleMs = median(runs.map((run) => run.visibleMs));
  const figure: Figure = {
    name: 'issue',
    work: `issue ${sheets} sheets (3 goals each), step start → all visible`,
    value: round(visibleMs / 1000),
    unit: 's',
    target: '1 s',
    met: visibleMs <= 1_000,
    details: {
      sheets,
      runs: runs.map((run) => `${run.visibleMs} ms`).join(', '),
      stepAlone: `${median(runs.map((run) => run.stepMs))} ms`,
    },
  };
  return { figure, visibleMs };
}

async function issueMany(bench: Bench, fewMs: number): Promise<Figure> {
  const { sheets, manySheets } = bench.sizes;
  bench.say(`  a company of ${manySheets} people is brought in …`);
  const tenant = await foundTenant(bench, { name: 'large', rows: exampleCompany(manySheets) });
  const run = await issueOnce(bench, tenant, 'issuing-many', manySheets);
  await bench.quiet();
  await tenant.cancel(run.cycleId);
  const ratio = run.visibleMs / manySheets / (fewMs / sheets);
  return {
    name: 'issue-scaling',
    work: `cost of a sheet when ${manySheets} are issued ÷ when ${sheets} are`,
    value: round(ratio),
    unit: '×',
    target: '1.2×',
    met: ratio <= 1.2,
    details: { sheets: manySheets, visible: `${run.visibleMs} ms`, stepAlone: `${run.stepMs} ms` },
  };
}

export const issuing: Measure = {
  name: 'issue',
  run: async (bench) => {
    const { figure, visibleMs } = await issueSome(bench);
    return [figure, await issueMany(bench, visibleMs)];
  },
};
