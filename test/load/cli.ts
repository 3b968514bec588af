import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRun } from './bench-run.js';
import { Bench, FULL, QUICK, type Sizes } from './bench.js';
import { inTheBrowser } from './console.measure.js';
import { decisions } from './decisions.measure.js';
import { employeeWeek } from './employee-week.measure.js';
import { readEnvironment } from './environment.js';
import type { Measure } from './figure.js';
import { installation } from './installation.measure.js';
import { issuing } from './issuing.measure.js';
import { keepFigures, type KeptFigures } from './kept-figures.js';
import { ladders } from './ladders.measure.js';
import { machineOf } from './machine.js';
import { readOptions, UsageProblem, type Options } from './options.js';
import { payoutLines } from './payout-lines.measure.js';
import { payouts } from './payouts.measure.js';
import { processLog } from './process-log.measure.js';
import { asMarkdown, asTable } from './report.js';

/** In this order: what is idle is looked at first; payouts come last, since they let the week of the example company pass. */
const MEASURES: readonly Measure[] = [
  installation,
  inTheBrowser,
  decisions,
  processLog,
  employeeWeek,
  issuing,
  ladders,
  payouts,
  payoutLines,
];
/** From test/dist/load. */
const DOCUMENT = join(import.meta.dirname, '../../../docs/benchmarks.md');
/** The figures of the page, from however many runs. */
const KEPT = join(import.meta.dirname, '../../../docs/benchmarks.json');

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function sizesOf({ quick, ladders: many, lines }: Options): Sizes {
  const sizes = quick ? QUICK : FULL;
  return { ...sizes, ladders: many ?? sizes.ladders, payoutLines: lines ?? sizes.payoutLines };
}

async function measure(bench: Bench, { only, quick }: Options): Promise<BenchRun> {
  const report: BenchRun = { machine: await machineOf(bench), run: quick ? 'quick' : 'full', figures: [], failed: [] };
  for (const { name, run } of MEASURES.filter((one) => only.length === 0 || only.includes(one.name))) {
    const began = performance.now();
    say(`${name} …`);
    try {
      report.figures.push(...(await run(bench)));
      say(`${name} ✓ (${((performance.now() - began) / 1000).toFixed(0)} s)`);
    } catch (error) {
      say(`${name} ✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      report.failed.push({ measure: name, reason: messageOf(error) });
    }
  }
  return report;
}

function write(report: BenchRun): void {
  const before = existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, 'utf8')) as KeptFigures) : undefined;
  const kept = keepFigures(before, report);
  writeFileSync(KEPT, `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync(DOCUMENT, asMarkdown(kept));
}

/** Exit code: 0 measured (met or not), 1 something broke off, 2 the command was not understood. */
async function main(given: readonly string[]): Promise<number> {
  const options = readOptions(
    given,
    MEASURES.map(({ name }) => name),
  );
  const bench = await Bench.open(readEnvironment(process.env), sizesOf(options), say);
  try {
    const report = await measure(bench, options);
    process.stdout.write(`\n${asTable(report.figures)}\n\n`);
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
    for (const { measure: name, reason } of report.failed) say(`${name} broke off: ${reason}`);
    if (report.failed.length > 0) return 1;
    if (options.write) write(report);
    return 0;
  } finally {
    await bench.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  say(`bench: ${error instanceof UsageProblem ? error.message : (error as Error).stack}`);
  process.exitCode = error instanceof UsageProblem ? 2 : 1;
}
process.exit();
