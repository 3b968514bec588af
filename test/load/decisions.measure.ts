import { findPgbench, loopInNode, loopInPgbench, type Work } from './bare-decisions.js';
import type { Bench } from './bench.js';
import { without } from './control.js';
import { Deciders } from './deciders.js';
import { percentile, round, type Figure, type Measure } from './figure.js';
import { openLadders, PlanMakers, type Plan } from './plans.js';
import { logFile, record } from './recording.js';
import { Replay } from './replay.js';
import type { Statement } from './statement-log.js';
import { until } from './until.js';

/** Three times what an open-source BPM engine reached over REST on such a machine. */
const TARGET_PER_SECOND = 1_050;
const TARGET_RATIO = 0.4;
const TARGET_DESK_MS = 300;
const DESK_LOOKS = 60;

async function burst(
  bench: Bench,
  makers: PlanMakers,
  deciders: Deciders,
): Promise<{ perSecond: number; figures: Figure[] }> {
  const { cycleId, plans } = await makers.submitAll('deciding');
  const { tookMs, latencies, refused } = await deciders.burst(plans);
  const ended = performance.now();
  const waiting = await bench.unsent(['goals']);
  await until('an empty outbox of goals', async () => ((await bench.unsent(['goals'])) === 0 ? true : undefined));
  const sentMs = performance.now() - ended;
  await until('no ladder left', async () => ((await openLadders(bench, cycleId)) === 0 ? true : undefined), {
    withinMs: 600_000,
    everyMs: 200,
  });
  const climbedMs = performance.now() - ended;
  await bench.quiet();
  const heardMs = performance.now() - ended;
  const perSecond = (latencies.length / tookMs) * 1000;
  const milliseconds = (share: number): string => `${round(percentile(latencies, share))} ms`;
  return {
    perSecond,
    figures: [
      {
        name: 'decisions',
        work: `decisions through the API, ${makers.departments.length} clients, a burst of ${latencies.length}`,
        value: round(perSecond),
        unit: '/s',
        target: `${TARGET_PER_SECOND} /s`,
        met: refused.length === 0 && perSecond >= TARGET_PER_SECOND,
        details: {
          p50: milliseconds(0.5),
          p95: milliseconds(0.95),
          p99: milliseconds(0.99),
          refused: refused.length === 0 ? 0 : `${refused.length}, e.g. ${refused[0]?.slice(0, 200)}`,
        },
      },
      {
        name: 'drain',
        work: 'after that burst: until nothing waits for RabbitMQ or Temporal',
        value: round(Math.max(sentMs, climbedMs) / 1000),
        unit: 's',
        target: null,
        met: null,
        details: {
          outboxAtTheEnd: `${waiting} rows`,
          outboxEmpty: `${round(sentMs / 1000)} s`,
          laddersClosed: `${round(climbedMs / 1000)} s`,
          everyServiceHasHeard: `${round(heardMs / 1000)} s`,
        },
      },
    ],
  };
}

/** The lead approves, and the HR lead looks at the desk until the task is there. */
async function desk(deciders: Deciders, plans: readonly Plan[]): Promise<Figure> {
  const waits: number[] = [];
  for (const plan of plans) {
    const { lead, hr } = plan.department;
    await deciders.approve(lead, plan);
    const approved = performance.now();
    await until(
      'the task on the desk',
      async () => {
        const { text } = await deciders.session(hr).get('/api/directory/v1/desk?limit=200');
        return text.includes(plan.sheetId) ? true : undefined;
      },
      { everyMs: 5 },
    );
    waits.push(performance.now() - approved);
  }
  const p95 = percentile(waits, 0.95);
  return {
    name: 'desk',
    work: 'approve → the next person’s task on their desk (p95, nothing else going on)',
    value: round(p95),
    unit: 'ms',
    target: `${TARGET_DESK_MS} ms p95`,
    met: p95 <= TARGET_DESK_MS,
    details: { p50: `${round(percentile(waits, 0.5))} ms`, looks: waits.length },
  };
}

/** Two plans of one department are decided while the server notes what it is sent. */
async function recorded(bench: Bench, file: string, deciders: Deciders, pair: readonly [Plan, Plan]): Promise<Replay> {
  const sent = await record(bench, file, 'goalbeat_goals', async () => {
    for (const plan of pair) {
      await deciders.approve(plan.department.lead, plan);
      await deciders.approve(plan.department.hr, plan);
    }
  });
  const about = ({ approvalId }: Plan): Statement[][] =>
    sent.filter((transaction) => transaction.some(({ params }) => params.some((param) => param?.includes(approvalId))));
  const [first, second] = pair.map(about);
  if (first?.length !== 2 || second?.length !== 2) {
    throw new Error(`${first?.length} and ${second?.length} transactions were recorded, not two and two`);
  }
  return new Replay(first, second, pair[0].ids);
}

interface Bare {
  label: string;
  perSecond: number;
  statements: string;
}

/** The same statements on other plans, while goals is stopped: first by a loop in Node, then by pgbench where there is one. */
async function bare(bench: Bench, replay: Replay, plans: readonly Plan[]): Promise<Bare[]> {
  const pgbench = findPgbench();
  const { clients } = bench.sizes;
  const loops = pgbench === undefined ? 1 : 2;
  const each = Math.floor(plans.length / clients / loops);
  /** Of each client the values of its plans. */
  const share = (loop: number): string[][][] =>
    Array.from({ length: clients }, (_, client) => {
      const from = (loop * clients + client) * each;
      return plans.slice(from, from + each).map(({ ids }) => replay.values(ids));
    });
  const { url } = bench.sql;
  const found: Bare[] = [];
  await without(bench.env.controlSocket, 'goals', async () => {
    const works = share(0).map((own): Work => own.flatMap((values) => replay.with(values)));
    const statements = (works[0] ?? [])
      .slice(0, 2)
      .map((transaction) => transaction.length)
      .join(' and ');
    found.push({ label: 'bare pg loop', perSecond: await loopInNode(url, works), statements });
    if (pgbench === undefined) return;
    found.push({ label: 'pgbench', perSecond: await loopInPgbench(pgbench, url, replay, share(1)), statements });
  });
  const decided = plans.slice(0, loops * clients * each);
  const approved = await bench.sql.count(`goals.approval WHERE id = ANY($1) AND state = 'approved'`, [
    decided.map(({ approvalId }) => approvalId),
  ]);
  if (approved !== decided.length) {
    throw new Error(`The bare statements approved ${approved} of ${decided.length} plans`);
  }
  return found;
}

function compared(perSecond: number, found: readonly Bare[]): Figure {
  const beside = found.at(-1);
  const ratio = beside === undefined ? 0 : perSecond / beside.perSecond;
  return {
    name: 'decisions-ratio',
    work: `decisions through the API ÷ ${beside?.label ?? 'nothing'} on the same SQL statements`,
    value: round(ratio),
    unit: '',
    target: `${TARGET_RATIO}`,
    met: beside === undefined ? null : ratio >= TARGET_RATIO,
    details: Object.fromEntries([
      ...found.map(({ label, perSecond: bareRate }) => [
        label,
        `${round(bareRate)}/s (ratio ${round(perSecond / bareRate)})`,
      ]),
      ['statements', beside === undefined ? 'PostgreSQL’s log is not at hand' : `${beside.statements} a decision`],
    ]),
  };
}

async function run(bench: Bench): Promise<Figure[]> {
  const makers = await PlanMakers.found(bench);
  const deciders = await Deciders.signIn(bench, makers);
  const { perSecond, figures } = await burst(bench, makers, deciders);
  const { plans, cycleId } = await makers.submitAll('comparing');
  const [first, second, ...rest] = plans.toSorted((a, b) => a.department.code.localeCompare(b.department.code));
  if (first === undefined || second?.department !== first.department) throw new Error('Too few plans');
  const looked = rest.slice(-DESK_LOOKS);
  figures.push(await desk(deciders, looked));
  await bench.quiet();
  const file = logFile(bench);
  const found: Bare[] = [];
  if (file !== undefined) {
    const replay = await recorded(bench, file, deciders, [first, second]);
    await bench.quiet();
    found.push(...(await bare(bench, replay, rest.slice(0, -DESK_LOOKS))));
  }
  figures.splice(1, 0, compared(perSecond, found));
  await bench.quiet();
  await makers.tenant.cancel(cycleId);
  return figures;
}

export const decisions: Measure = { name: 'decisions', run };
