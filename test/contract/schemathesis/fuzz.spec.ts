import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { installation } from '../../e2e/installation.js';
import { present } from '../../e2e/until.js';
import { keyActor, personActor, type Actor } from '../actor.js';
import { AREAS, documentOf, operations, pathParameters, prefixOf, type Area, type Operation } from '../operations.js';
import { EVERYTHING, playWeek, type Stage } from '../stage.js';
import { Things } from '../things.js';

/** Absent where it cannot be installed: the launcher has said so. */
const program = process.env['GOALBEAT_SCHEMATHESIS'];
const seed = process.env['GOALBEAT_FUZZ_SEED'] ?? '1';
/** Cases an operation by those whom it answers. */
const CASES = process.env['GOALBEAT_FUZZ_CASES'] ?? '6';
/** For a key beside thousands of systematic ones, and for nobody, whom every case is refused alike. */
const FEW_CASES = process.env['GOALBEAT_FUZZ_CASES'] ?? '2';

/** These end the session that asks, or never end themselves; the matrix tries them. */
const LEFT_OUT = [
  '/v1/desk/stream',
  '/api/live',
  '/v1/sessions/revoke-all',
  '/v1/sessions/current',
  '/v1/sessions/{id}',
  '/v1/accounts/{personId}/sign-out',
  '/v1/accounts/current/password',
];
/** Of the gateway: it would sign out the one who asks. */
const ENDS_SESSION = 'ApiSignOut';
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];

let stage: Stage;
let folder: string;
let everything: Actor;
let wholeKey: Actor;

beforeAll(async () => {
  if (program === undefined) return;
  console.info(`schemathesis: seed ${seed} (GOALBEAT_FUZZ_SEED), ${CASES} cases an operation (GOALBEAT_FUZZ_CASES)`);
  folder = await mkdtemp(join(tmpdir(), 'goalbeat-fuzz-'));
  stage = await playWeek('fuzz');
  everything = await personActor(stage.company, EVERYTHING);
  const scopes = ['directory.people', 'directory.units', 'directory.calendars', 'directory.delegations'];
  wholeKey = await keyActor(stage.company, 'whole key', [
    ...scopes,
    'directory.tenant.read',
    'directory.notices',
    'directory.desk',
    'goals',
    'approvals.read',
    'approvals.reassign',
    'appraisal',
    'payroll',
    'process-log',
    'operations',
  ]);
  await writeFile(join(folder, 'config.toml'), await knownIds());
}, 180_000);
afterAll(async () => {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

/** Made-up ids stop at "not found"; with real ones the rest of a command is tried too. */
async function knownIds(): Promise<string> {
  const all = await operations();
  const things = await new Things(stage, all, everything).load();
  const parts: string[] = [];
  for (const operation of all) {
    const thing = pathParameters(operation).length === 0 ? undefined : await real(things, operation);
    if (thing === undefined) continue;
    const names = Object.entries(thing).map(([name, value]) => `"path.${name}" = ${JSON.stringify(value)}`);
    parts.push(
      `[[operations]]\ninclude-method = "${operation.method}"\ninclude-path = "${operation.path}"\nparameters = { ${names.join(', ')} }\n`,
    );
  }
  return parts.join('\n');
}

async function real(things: Things, operation: Operation): Promise<Readonly<Record<string, string>> | undefined> {
  if (operation.action === null || operation.method === 'DELETE') return undefined;
  return (await things.of(operation, 'S1'))?.path;
}

interface Run {
  area: Area;
  who: 'key' | 'person' | 'nobody';
  headers: Readonly<Record<string, string>>;
  checks: readonly string[];
  options: readonly string[];
}

/** @returns what schemathesis complains of; empty when all is well */
async function complaints({ area, who, headers, checks, options }: Run): Promise<string> {
  const url = installation.url + prefixOf(area);
  const config = who === 'person' ? ['--config-file', join(folder, 'config.toml')] : [];
  const report = join(folder, `${area}-${who}.json`);
  const args = [
    ...config,
    'run',
    installation.url + documentOf(area),
    '--url',
    url,
    '--seed',
    seed,
    '--max-examples',
    who === 'person' ? CASES : FEW_CASES,
    '--checks',
    checks.join(','),
    '--request-timeout',
    '20',
    '--continue-on-failure',
    '--warnings',
    'off',
    '--no-color',
    '--generation-database',
    'none',
    '--report',
    'har',
    '--report-har-path',
    report,
    ...(who === 'person' ? ['--exclude-operation-id', ENDS_SESSION] : []),
    ...LEFT_OUT.flatMap((path) => ['--exclude-path', path]),
    ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
    ...options,
  ];
  const { code, output } = await run(present(program, 'schemathesis'), args);
  if (code === 0) await requireCalls(report, area === 'gateway' ? 8 : 30);
  return code === 0 ? '' : output.slice(-20_000);
}

/** A run that was refused everywhere, or tried nothing, proves nothing. */
async function requireCalls(report: string, few: number): Promise<void> {
  const { log } = JSON.parse(await readFile(report, 'utf8')) as { log: { entries: unknown[] } };
  expect(log.entries.length).toBeGreaterThan(few);
}

function run(command: string, args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** Thousands of calls: every part of every operation, left out and wrong in each way. */
const SYSTEMATIC_MS = 600_000;

const phases = (...names: string[]): string[] => ['--phases', names.join(',')];

(program === undefined ? describe.skip : describe)('whatever is sent', () => {
  it.each(AREAS)(
    '%s answers a key as its document says, and nobody without it',
    async (area) => {
      // Its check for calls without the token looks for the header by this very spelling.
      const headers = { Authorization: present(wholeKey.headers['authorization'], 'key') };
      // The gateway takes a key or a cookie: a made-up cookie beside a good key is rightly not looked at.
      const checks = area === 'gateway' ? CHECKS : [...CHECKS, 'ignored_auth'];
      expect(await complaints({ area, who: 'key', headers, checks, options: phases('coverage', 'fuzzing') })).toBe('');
    },
    SYSTEMATIC_MS,
  );

  it.each(AREAS)('%s answers somebody with every right, about things that exist', async (area) => {
    const options = [...phases('fuzzing'), '--generation-with-security-parameters', 'false'];
    expect(await complaints({ area, who: 'person', headers: everything.headers, checks: CHECKS, options })).toBe('');
  });

  it.each(AREAS)('%s answers nobody at all', async (area) => {
    expect(await complaints({ area, who: 'nobody', headers: {}, checks: CHECKS, options: phases('fuzzing') })).toBe('');
  });
});
