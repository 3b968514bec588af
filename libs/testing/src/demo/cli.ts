import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { foundCompany, companyFolder, DEMO_PASSWORD } from './found-company.js';
import { liveThroughWeek } from './live-week.js';
import { readInstallation, readOptions, UsageProblem } from './options.js';
import { printAddresses, printReconciliation, printWeekly } from './report.js';
import { STORIES } from './stories.js';
import { summarise } from './summary.js';
import { Terminal } from './terminal.js';
import { judge } from './verdict.js';
import { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';

/** Beside the installation's own state, so that `goalbeat reset` takes it along. */
function scratchFolder(controlSocket: string, slug: string): string {
  const given = process.env['GOALBEAT_STATE'];
  const root =
    given !== undefined ? resolve(given) : controlSocket !== '' ? dirname(controlSocket) : resolve('.goalbeat');
  return join(root, 'demo', slug);
}

/** Ready to be pasted into a shell. */
const reconcileCommand = (slug: string, number: string): string =>
  `GOALBEAT_TENANT=${slug} GOALBEAT_NUMBER=${number} GOALBEAT_PASSWORD=${DEMO_PASSWORD} ./goalbeat reconcile`;

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env);
  const installation = readInstallation(process.env);
  if (options.faults && installation.GOALBEAT_CONTROL_SOCKET === '') {
    throw new UsageProblem('--faults needs an installation that ./goalbeat started');
  }
  const week = STORIES[options.example]();
  const terminal = new Terminal(options.lang, week.zone, week.quiet !== undefined);
  const slug = `demo-${Date.now().toString(36)}`;
  const scratch = scratchFolder(installation.GOALBEAT_CONTROL_SOCKET, slug);
  mkdirSync(scratch, { recursive: true });
  const company = await foundCompany(options, installation, {
    slug,
    week,
    folder: companyFolder(options, scratch),
    say: (zh, en) => terminal.line(terminal.say(zh, en)),
  });
  const findings = await liveThroughWeek({ options, installation, company, week, terminal, folder: scratch });
  const checks = judge(findings);
  const reconciled = checks.every((check) => check.ok);
  const hr = new GoalbeatClient({ baseUrl: installation.GOALBEAT_URL, stepsUp: true });
  await hr.signIn({ tenant: slug, number: company.organisation.hrLead, password: DEMO_PASSWORD });
  await printWeekly(hr, findings.cycle.id, terminal);
  printReconciliation(findings, checks, terminal);
  printAddresses(installation, company, terminal);
  terminal.line(terminal.say('再次对账：', 'to reconcile again:'));
  terminal.line(`  ${reconcileCommand(slug, company.organisation.holder('finance-lead'))}`);
  if (options.json) {
    const about = {
      people: options.people,
      reconciled,
      console: installation.GOALBEAT_URL,
      temporalUi: installation.GOALBEAT_TEMPORAL_UI,
    };
    terminal.line(JSON.stringify(summarise(findings, about)));
  }
  return reconciled ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof UsageProblem) {
    console.error(`goalbeat demo: ${error.message}`);
    process.exitCode = 64;
  } else {
    console.error(error);
    process.exitCode = 70;
  }
}
