import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { exampleCompany } from './company.js';
import type { Bench } from './bench.js';
import { median, percentile, round, type Figure, type Measure } from './figure.js';
import { logFile, record } from './recording.js';
import { Replay } from './replay.js';
import type { Statement } from './statement-log.js';
import { foundTenant } from './tenant.js';
import { until } from './until.js';
import { isLogged, withoutLog } from './without-log.js';

const WRITERS = 64;
const TARGET = 0.9;
/** Pairs of short rounds, with first in every second one: what else the machine does falls on both of a pair alike. */
const PAIRS = 14;
const ROLE = 'goalbeat_goals';
const SETTINGS = `-c search_path=goals -c TimeZone=UTC -c plan_cache_mode=force_generic_plan`;

type Transaction = readonly Statement[];

/** One small command, recorded twice: somebody makes a goal template. Its code is a UUID, so that each replay makes its own. */
async function recorded(bench: Bench, file: string): Promise<{ replay: Replay; statements: number }> {
  const tenant = await foundTenant(bench, { name: 'log', rows: exampleCompany(200) });
  const hr = await tenant.hr;
  const [template] = await bench.sql.rows<{ data: never }>(
    `SELECT jsonb_build_object('name', name, 'jobFamily', job_family, 'goals', goals) AS data
     FROM goals.goal_template WHERE tenant_id = $1 LIMIT 1`,
    [tenant.id],
  );
  if (template === undefined) throw new Error('The company has no goal template to copy');
  const codes = [randomUUID(), randomUUID()] as const;
  await bench.quiet();
  const sent = await record(bench, file, ROLE, async () => {
    for (const code of codes) await hr.putTemplate(code, template.data);
  });
  const [first, second] = codes.map((code) =>
    sent.filter((transaction) => transaction.some(({ params }) => params.includes(code))),
  );
  if (first?.length !== 1 || second?.length !== 1) throw new Error('The command was not recorded as one transaction');
  if (first[0] === undefined || !isLogged(first[0])) throw new Error('The recorded command has no log entry');
  return { replay: new Replay(first, second, [codes[0]]), statements: first[0].length };
}

/** As the services write: named statements, each sent without waiting for the one before. */
async function writers(url: string): Promise<pg.Client[]> {
  return Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const client = new pg.Client({ connectionString: url, options: SETTINGS, pipeline: true } as pg.ClientConfig);
      await client.connect();
      await client.query(`SET ROLE ${ROLE}`);
      return client;
    }),
  );
}

const names = new Map<string, string>();
function named({ sql, params }: Statement): pg.QueryConfig {
  if (params.length === 0) return { text: sql };
  const name = names.get(sql) ?? `s${names.size}`;
  names.set(sql, name);
  return { name, text: sql, values: params };
}

/** Transactions a second. */
async function round64(clients: readonly pg.Client[], works: readonly (readonly Transaction[])[]): Promise<number> {
  const began = performance.now();
  await Promise.all(
    clients.map(async (client, at) => {
      for (const transaction of works[at] ?? [])
        await Promise.all(transaction.map((statement) => client.query(named(statement))));
    }),
  );
  const done = works.reduce((sum, work) => sum + work.length, 0);
  return (done / (performance.now() - began)) * 1000;
}

interface Pair {
  with: number;
  without: number;
}

async function compare(bench: Bench, replay: Replay): Promise<{ pairs: Pair[]; sealedAfterMs: number }> {
  const each = bench.sizes.plans >= 1_000 ? 30 : 5;
  const clients = await writers(bench.sql.url);
  const work = (logs: boolean): Transaction[][] =>
    clients.map(() =>
      Array.from({ length: each }, () => {
        const [transaction = []] = replay.with(replay.values([randomUUID()]));
        return logs ? transaction : withoutLog(transaction);
      }),
    );
  const sealed = async (): Promise<number> => {
    const since = performance.now();
    await until('an empty queue of the seal', async () =>
      (await bench.sql.count('goals.process_log_unsealed')) === 0 ? true : undefined,
    );
    return performance.now() - since;
  };
  let sealedAfterMs = 0;
  const measured = async (logs: boolean): Promise<number> => {
    const rate = await round64(clients, work(logs));
    sealedAfterMs = Math.max(sealedAfterMs, await sealed());
    return rate;
  };
  try {
    await measured(true);
    const pairs: Pair[] = [];
    for (let at = 0; at < PAIRS; at += 1) {
      const first = await measured(at % 2 === 0);
      const second = await measured(at % 2 === 1);
      pairs.push(at % 2 === 0 ? { with: first, without: second } : { with: second, without: first });
    }
    return { pairs, sealedAfterMs };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function run(bench: Bench): Promise<Figure[]> {
  const file = logFile(bench);
  if (file === undefined) throw new Error('PostgreSQL’s log is not at hand');
  const { replay, statements } = await recorded(bench, file);
  const { pairs, sealedAfterMs } = await compare(bench, replay);
  const ratios = pairs.map((pair) => pair.with / pair.without);
  const ratio = median(ratios);
  return [
    {
      name: 'process-log',
      work: `${WRITERS} writers of one small command: with process log and sealing ÷ without`,
      value: round(ratio),
      unit: '',
      target: `${TARGET}`,
      met: ratio >= TARGET,
      details: {
        with: `${round(median(pairs.map((pair) => pair.with)))}/s`,
        without: `${round(median(pairs.map((pair) => pair.without)))}/s`,
        pairs: `${PAIRS}, half of them between ${round(percentile(ratios, 0.25))} and ${round(percentile(ratios, 0.75))}`,
        statements: `${statements} a command, the log in that of the answer`,
        allSealedAfter: `${round(sealedAfterMs)} ms`,
      },
    },
  ];
}

export const processLog: Measure = { name: 'process-log', run };
