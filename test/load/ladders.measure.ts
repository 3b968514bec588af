import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DefinitionData } from '@goalbeat/api-client/wire-types';
import { definition } from '@goalbeat/examples/rules';
import type { Bench } from './bench.js';
import { manyLeads, STAFF_FAMILY } from './company.js';
import { processes } from './control.js';
import { ANALYZE } from './database.js';
import { round, type Figure, type Measure } from './figure.js';
import { HttpSession } from './http-session.js';
import { inTurns } from './in-turns.js';
import { openLadders } from './plans.js';
import { memoryOf } from './process-memory.js';
import { foundTenant, type Tenant } from './tenant.js';
import { until } from './until.js';

const AT_ONCE = 8;
const SETTLED_MS = 5_000;
const SAMPLE_MS = 1_000;
/** A ladder, on a machine that is busy with other things too. */
const PATIENCE_MS = 240;
const MIB = 1024 * 1024;
/** What the worker keeps at most, see its maxCachedWorkflows, with what it needs to be there. */
const TARGET_BYTES = 1.5e9;
/** From Monday 09:00:30 the reminder comes within half a minute, the next rung and the next step not within ten. */
const MINUTES_IN_SECONDS = 120;

/** One reminder for all at the same instant, Monday 10:00: fifteen working hours before Tuesday 18:00. The rest is a day away. */
const CLIMBING: DefinitionData['chains']['plan'] = [
  {
    id: 'lead',
    name: '业务主管',
    assign: { kind: 'manager', level: 1 },
    mode: 'any',
    ladder: {
      due: { atStep: 'close-planning' },
      remindBefore: [15],
      escalateAfter: [],
      last: { action: 'hand-to-hr', after: 4 },
    },
  },
];

async function foundCompany(bench: Bench): Promise<{ tenant: Tenant; cycleId: string }> {
  const { ladders, clients } = bench.sizes;
  bench.say(`  a company of ${ladders} people is brought in …`);
  const tenant = await foundTenant(bench, { name: 'ladders', rows: manyLeads(clients, ladders).rows });
  const { id } = await tenant.define('climbing', {
    who: { jobFamilies: [STAFF_FAMILY] },
    chains: { ...definition([]).chains, plan: CLIMBING },
  });
  const cycleId = await tenant.issue(id, ladders);
  await bench.quiet();
  return { tenant, cycleId };
}

/** HR hands in everybody's plan: nobody else has to have an account. */
async function submitAll(bench: Bench, tenant: Tenant, cycleId: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const hr = new HttpSession(bench.env.url, agent);
  await hr.signIn({ tenant: tenant.slug, number: tenant.hrNumber, password: tenant.password });
  const sheets = await bench.sql.rows<{ id: string; version: string }>(
    'SELECT id, version FROM goals.goal_sheet WHERE cycle_id = $1 ORDER BY id',
    [cycleId],
  );
  await inTurns(AT_ONCE, sheets, async ({ id, version }) => {
    const { status, text } = await hr.post(`/api/goals/v1/goal-sheets/${id}/plan`, { version: Number(version) });
    if (status >= 300) throw new Error(`A plan is refused: ${status} ${text}`);
  });
  agent.destroy();
}

/** The worker's memory now; what it took most is kept. */
class WorkerMemory {
  most = 0;
  kind = 'RSS';

  constructor(private readonly bench: Bench) {}

  async now(): Promise<number> {
    const worker = (await processes(this.bench.env.controlSocket)).find(({ name }) => name === 'workflows');
    if (worker?.pid === undefined) throw new Error('The workflow worker does not run');
    const { kind, usage } = memoryOf([{ name: worker.name, pid: worker.pid }]);
    const bytes = usage.reduce((sum, one) => sum + one.bytes, 0);
    this.kind = kind;
    this.most = Math.max(this.most, bytes);
    return bytes;
  }

  async settled(): Promise<number> {
    await this.bench.quiet();
    await sleep(SETTLED_MS);
    return this.now();
  }

  async during<T>(work: () => Promise<T>): Promise<{ result: T; tookMs: number }> {
    const done = new AbortController();
    const sampling = (async (): Promise<void> => {
      while (!done.signal.aborted) {
        await this.now();
        await sleep(SAMPLE_MS);
      }
    })();
    const began = performance.now();
    try {
      return { result: await work(), tookMs: performance.now() - began };
    } finally {
      done.abort();
      await sampling;
    }
  }
}

interface Climbed {
  approvals: number;
  /** On the first rung, and no higher. */
  once: number;
  /** Said by the process log and told to whom it concerns exactly once. */
  logged: number;
  more: number;
}

/** What SQL says of each approval: its rung, its task's reminders, its entries in the process log. */
async function climbedOf(bench: Bench, cycleId: string): Promise<Climbed> {
  const [row] = await bench.sql.rows<Record<keyof Climbed, string>>(
    `WITH one AS (
       SELECT s.climbed,
         (SELECT sum(t.reminders) FROM goals.approval_task t WHERE t.approval_id = a.id) AS reminders,
         COALESCE(l.entries, 0) AS entries
       FROM goals.approval a
       JOIN goals.approval_step s ON s.approval_id = a.id AND s.no = a.step_no
       LEFT JOIN (SELECT tenant_id, details->>'approvalId' AS id, count(*) AS entries FROM goals.process_log
                  WHERE cycle_id = $1 AND action = 'reminded' GROUP BY 1, 2) l ON l.tenant_id = a.tenant_id AND l.id = a.id::text
       WHERE a.cycle_id = $1 AND a.subject_kind = 'plan' AND a.state = 'open')
     SELECT count(*) AS approvals, count(*) FILTER (WHERE climbed = 1 AND reminders = 1) AS once,
       count(*) FILTER (WHERE entries = 1) AS logged, count(*) FILTER (WHERE climbed > 1 OR reminders > 1 OR entries > 1) AS more
     FROM one`,
    [cycleId],
  );
  const count = (name: keyof Climbed): number => Number(row?.[name] ?? 0);
  return { approvals: count('approvals'), once: count('once'), logged: count('logged'), more: count('more') };
}

async function fire(bench: Bench, tenant: Tenant, cycleId: string): Promise<number> {
  const { ladders } = bench.sizes;
  await tenant.setRate(MINUTES_IN_SECONDS);
  const step = `goals.approval_step s JOIN goals.approval a ON a.id = s.approval_id WHERE a.cycle_id = $1 AND s.climbed > 0`;
  const climbed = (least: number) => async (): Promise<number | undefined> =>
    (await bench.sql.count(step, [cycleId])) >= least ? performance.now() : undefined;
  const first = await until('the first reminder', climbed(1), { withinMs: 300_000, everyMs: 100 });
  const last = await until(`${ladders} reminders`, climbed(ladders), {
    withinMs: Math.max(600_000, ladders * PATIENCE_MS),
    everyMs: 250,
  });
  await tenant.setRate(1);
  await bench.quiet();
  return last - first;
}

async function run(bench: Bench): Promise<Figure[]> {
  const { ladders } = bench.sizes;
  const { tenant, cycleId } = await foundCompany(bench);
  await bench.sql.rows(ANALYZE);
  const memory = new WorkerMemory(bench);
  const before = await memory.settled();
  bench.say(`  ${ladders} plans are handed in …`);
  const opening = await memory.during(async () => {
    await submitAll(bench, tenant, cycleId);
    const submitted = performance.now();
    await until('all ladders', async () => ((await openLadders(bench, cycleId)) >= ladders ? true : undefined), {
      withinMs: Math.max(600_000, ladders * PATIENCE_MS),
      everyMs: 250,
    });
    return performance.now() - submitted;
  });
  const waiting = await memory.settled();
  await bench.sql.rows(ANALYZE);
  bench.say(
    `  all wait: the worker has ${Math.round(waiting / MIB)} MiB, ${Math.round(before / MIB)} before; the reminder comes …`,
  );
  const firing = await memory.during(() => fire(bench, tenant, cycleId));
  const climbed = await climbedOf(bench, cycleId);
  const stillOpen = await openLadders(bench, cycleId);
  const after = await memory.settled();
  const cancelling = performance.now();
  await tenant.cancel(cycleId);
  const cancelledMs = performance.now() - cancelling;
  // Temporal closes them one by one: the next measure has the machine for itself.
  await until('all ladders closed', async () => ((await openLadders(bench, cycleId)) === 0 ? true : undefined), {
    withinMs: Math.max(600_000, ladders * PATIENCE_MS),
    everyMs: 500,
  });
  const closedMs = performance.now() - cancelling;
  const exactly = climbed.approvals === ladders && climbed.once === ladders && climbed.logged === ladders;
  const mib = (bytes: number): string => `${Math.round(bytes / MIB)} MiB`;
  return [
    {
      name: 'ladders',
      work: `the workflow worker’s memory at most, with ${ladders} ladders that wait and then climb at one instant`,
      value: round(memory.most / 1e9),
      unit: 'GB',
      target: '1.5 GB, each rung exactly once',
      met: memory.most <= TARGET_BYTES && exactly && climbed.more === 0 && stillOpen === ladders,
      details: {
        kind: memory.kind,
        before: mib(before),
        whileAllWait: mib(waiting),
        after: mib(after),
        ladderThatWaits: `${round((waiting - before) / ladders / 1024)} KiB`,
        started: `${round((ladders / opening.tookMs) * 1000)}/s, with their plans handed in through the API`,
        lastStarted: `${round(opening.result / 1000)} s after the last plan`,
        firstToLastReminder: `${round(firing.result / 1000)} s, ${round((ladders / firing.result) * 1000)}/s`,
        remindedExactlyOnce: climbed.once,
        loggedExactlyOnce: climbed.logged,
        moreThanOnce: climbed.more,
        workflowsThatFailed: ladders - stillOpen,
        allWithdrawn: `${round(cancelledMs / 1000)} s for cancelling the cycle with all of them open; the last ladder closed after ${round(closedMs / 1000)} s`,
      },
    },
  ];
}

/** As many open approvals as a company of that size has on one day: the worker keeps some in memory and reads the others again. */
export const ladders: Measure = { name: 'ladders', run };
