import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, TEMPLATE } from '../e2e/company.js';
import { drained, installation } from '../e2e/installation.js';
import { present } from '../e2e/until.js';
import { failAtFirst } from './fail-at-first.js';
import { keyActor, personActor } from './actor.js';
import { playWeek, WORDS, type Stage } from './stage.js';
import { Witness } from './witness.js';

/** Of people and pay; none of these may leave the company's own tables. */
const PLANTED = {
  title: 'Sell snowglobes',
  amount: '271.83',
  /** What an activity fails of. */
  failure: 'Okonkwo has not been paid',
  ...WORDS,
};
const MEMBER = { name: 'Quincy Featherstone', email: 'quincy@planted.example' };

const needed = (name: string): string => present(process.env[name], `${name}: run this by ./goalbeat test contract`);

let stage: Stage;
let other: Stage;
let witness: Witness;
let failing: Awaited<ReturnType<typeof failAtFirst>>;

beforeAll(async () => {
  witness = await Witness.open();
  failing = await failAtFirst(PLANTED.failure);
  const [orders, visits] = TEMPLATE.goals;
  const template = {
    ...TEMPLATE,
    goals: [{ ...present(orders, 'goal'), title: PLANTED.title }, present(visits, 'goal')],
  };
  const payPlan = {
    baseByGrade: { P: PLANTED.amount, M: PLANTED.amount },
    multiplierByBand: { excellent: '1', qualified: '1', unqualified: '1' },
  };
  [stage, other] = await Promise.all([playWeek('secret-a', { template, payPlan }), playWeek('secret-b')]);
  await stage.company.admin.importPeople(
    `number,name,email,unit,job_family,grade,manager,roles,joined,left\nS9,${MEMBER.name},${MEMBER.email},EAST,work,P,L1,,2024-01-01,\n`,
  );
  await failInPublic();
  await drained();
}, 240_000);
afterAll(async () => {
  await failing.end();
  await witness.close();
});

/** Wrong passwords, stray secrets and refused commands: what fails is logged more than what works. */
async function failInPublic(): Promise<void> {
  const { slug } = stage.company;
  const json = { 'content-type': 'application/json' };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${installation.url}${path}`, {
      method: 'POST',
      headers: { ...json, ...headers },
      body: JSON.stringify(body),
    });
  await post('/api/session', { tenant: slug, number: 'S1', password: SECRETS.wrongPassword });
  await post('/api/session', { tenant: slug, number: 'S1', password: SECRETS.wrongPassword, extra: SECRETS.stray });
  await post(`/api/goals/v1/approvals/decisions?token=${SECRETS.inQuery}`, { password: SECRETS.stray });
  await post('/api/directory/v1/tenants', { slug: 'x' }, { 'x-install-key': SECRETS.installKey });
  for (const authorization of [`Bearer ${SECRETS.token}`, `Basic ${SECRETS.stray}`]) {
    for (const area of ['directory', 'goals']) {
      await fetch(`${installation.url}/api/${area}/v1/process-log`, { headers: { authorization } });
    }
    await fetch(`${needed('GOALBEAT_GOALS_URL')}/v1/cycles`, { headers: { authorization } });
    await fetch(`${needed('GOALBEAT_DIRECTORY_URL')}/internal/v1/tokens`, {
      method: 'POST',
      headers: { authorization },
    });
  }
  await fetch(`${installation.url}/api/session`, { headers: { cookie: `goalbeat_session=${SECRETS.cookie}` } });
  const broken = `{"password":"${SECRETS.stray}"`;
  await fetch(`${installation.url}/api/session`, { method: 'POST', headers: json, body: broken });
}

const SECRETS = {
  password: PASSWORD,
  wrongPassword: 'planted-wrong-password-81',
  stray: 'planted-stray-secret-82',
  inQuery: 'planted-query-token-83',
  token: 'planted.forged.token84',
  cookie: 'gbs_plantedPlantedPlantedPlanted85',
  installKey: 'planted-install-key-86',
};

describe('what must stay secret', () => {
  it('is told to other services with the company it belongs to, and with no other’s', async () => {
    const companies = [stage, other].map(({ company }) => company);
    const ids = new Map<string, string>();
    for (const company of companies) {
      ids.set(company.tenantId, company.tenantId);
      ids.set(company.cycleId, company.tenantId);
      for (const number of ['S1', 'S2', 'S3', 'L1', 'H1', 'F2']) ids.set(company.personId(number), company.tenantId);
    }
    const types = new Set(witness.heard.map(({ type }) => type));
    expect(types.size).toBeGreaterThan(10);
    expect(witness.heard.length).toBeGreaterThan(200);
    // Heartbeats are the services' own; they are searched for ids all the same.
    const ofNobody = witness.heard.filter(({ tenant }) => typeof tenant !== 'string');
    expect(ofNobody.filter(({ routingKey }) => !routingKey.startsWith('goalbeat.heartbeat.'))).toEqual([]);
    const mixed = witness.heard.flatMap(({ tenant, type, text }) =>
      [...ids].filter(([id, owner]) => owner !== tenant && text.includes(id)).map(([id]) => `${type} tells ${id}`),
    );
    expect(mixed).toEqual([]);
  });

  it('is in no file of Temporal’s, also of what failed', async () => {
    const file = needed('GOALBEAT_TEMPORAL_FILE');
    const folder = join(file, '..');
    const kept = await Promise.all(
      (await readdir(folder))
        .filter((name) => name.startsWith('temporal.db'))
        .map((name) => readFile(join(folder, name))),
    );
    const bytes = Buffer.concat(kept);
    // The week's workflows are in there: else nothing was looked at.
    expect(bytes.includes(stage.company.tenantId)).toBe(true);
    expect(bytes.includes(stage.company.cycleId)).toBe(true);
    // Activities did fail of planted words, were tried again, and Temporal keeps what it was told of that.
    expect(await failing.failed()).toBe(3);
    expect(bytes.includes('buildBonusLists')).toBe(true);
    expect(bytes.includes('internal')).toBe(true);
    for (const [what, planted] of Object.entries({ ...PLANTED, ...MEMBER, ...SECRETS })) {
      expect({ what, found: bytes.includes(planted) }).toEqual({ what, found: false });
    }
    expect(bytes.includes('Person S1')).toBe(false);
    // Texts of failed activities and workflows name a code, never what was in the way.
    const minor = PLANTED.amount.replace('.', '');
    expect(bytes.includes(`"${minor}"`)).toBe(false);
  });

  it('is in no log, whatever failed', async () => {
    const folder = needed('GOALBEAT_LOGS');
    const key = await keyActor(stage.company, 'logged', ['payroll.answer']);
    const person = await personActor(stage.company, 'S1');
    const issued = [key.headers['authorization'], person.headers['cookie']].map(
      (text) => present(text, 'secret').split(/[ =]/).at(-1) ?? '',
    );
    const secrets = [...Object.values(SECRETS), ...issued, installation.installKey, MEMBER.email, MEMBER.name];
    const logs = (await readdir(folder)).filter((name) => name.endsWith('.log'));
    expect(logs.length).toBeGreaterThan(5);
    const found: string[] = [];
    let bytes = 0;
    for (const name of logs) {
      const text = await readFile(join(folder, name), 'utf8');
      bytes += text.length;
      for (const secret of secrets) if (text.includes(secret)) found.push(`${name} has ${secret.slice(0, 24)}…`);
      // Anything that looks like one of our secrets, whoever's it is.
      for (const [like] of text.matchAll(/gb[sk]_[A-Za-z0-9_-]{16,}|eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g)) {
        found.push(`${name} has ${like.slice(0, 12)}…`);
      }
    }
    expect(bytes).toBeGreaterThan(1_000);
    expect(found).toEqual([]);
  });
});
