import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { may, scopesFor } from '@goalbeat/domain/access/policy';
import { present } from '../e2e/until.js';
import { call, each, keyActor, personActor, type Actor, type Answer } from './actor.js';
import { expectationOf, verdictOf } from './expectation.js';
import { nameOf, operations, pathParameters, type Operation } from './operations.js';
import { CAST, EVERYTHING, MARKED, playWeek, type Stage } from './stage.js';
import { listed, Things, type Thing } from './things.js';

/** Open to everybody, each for a reason; a new one has to be thought about and put here. */
const PUBLIC = [
  // A company is founded with the installation's key, an account is signed in by its password.
  'POST /api/directory/v1/tenants',
  'POST /api/directory/v1/sessions',
  // Letters that name no company are for whoever has the installation's key.
  ...['directory', 'goals', 'appraisal', 'payroll'].flatMap((area) => [
    `GET /api/${area}/v1/installation/dead-letters`,
    `POST /api/${area}/v1/installation/dead-letters/{id}/attribute`,
    `POST /api/${area}/v1/installation/dead-letters/{id}/set-aside`,
  ]),
  'GET /api/directory/.well-known/jwks.json',
  // Sign-in and sign-out look at password, cookie and origin themselves; a renewed sign-in at the password.
  'POST /api/session',
  'DELETE /api/session',
  'POST /api/session/step-up',
  'GET /api/session/oidc/{tenant}/start',
  'GET /api/session/oidc/callback',
  // The first company, with the set-up code; closed here, since there are companies.
  'GET /api/first-run',
  'POST /api/first-run',
  // What describes the gateway, and what the orchestrator asks.
  'GET /api/openapi.json',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
];
/** These end sessions or ask for a password: tried one by one, and not between the calls of people who need theirs. */
const SIGN_IN = /\/v1\/(sessions\/.+|accounts\/(\{personId\}\/sign-out|current\/password))$/;
/** Rehearsals, bundles, files for payroll, dead letters, contradictions, changes of the hand-over, answers about strangers, corrections, points and refused messages: tried by made-up ids, and by those who are asked in test/e2e. */
const NOT_HERE =
  /\/v1\/(rehearsals|bundles|payout-files|dead-letters|contradictions|hand-over\/changes|unknown-answers|corrections|assets|operations\/messages)\/\{(id|code)\}/;

let stage: Stage;
let other: Stage;
let all: Operation[];
let guarded: Operation[];
let actors: Actor[];
let everything: Actor;
let things: Things;
let foreign: Things;

beforeAll(async () => {
  [stage, other, all] = await Promise.all([playWeek('guard-a'), playWeek('guard-b'), operations()]);
  guarded = all.filter((one) => one.action !== null && !SIGN_IN.test(one.path));
  everything = await personActor(stage.company, EVERYTHING, 'everything');
  actors = await Promise.all(
    Object.entries(CAST).map(([role, number]) => personActor(stage.company, number, `${role} ${number}`)),
  );
  actors.push(await keyActor(stage.company, 'payroll-integration', ['payroll.payout', 'payroll.answer']));
  things = await new Things(stage, all, everything).load();
  foreign = await new Things(other, all, await personActor(other.company, EVERYTHING)).load();
}, 180_000);

/** Every call that was made and went otherwise than the policy says. */
let surprises: string[] = [];
afterAll(() => {
  surprises = [];
});

/** Files that are read to their end, and change nothing that is not so already. */
const FILES: Readonly<Record<string, string>> = {
  'POST /api/directory/v1/calendars/{code}/days/import': 'date,kind\n2026-10-01,holiday\n',
  'POST /api/payroll/v1/payout-files/{id}/results': 'payout_id,outcome\n',
};

/** What queries and bodies need to be read at all; ids in bodies name nothing. */
async function partsFor(operation: Operation, thing: Thing, of: Stage = stage) {
  const query: Record<string, string> = {};
  for (const { name, in: where, required, schema } of operation.parameters) {
    if (where !== 'query' || (required !== true && !['version', 'cycle'].includes(name))) continue;
    if (schema.format === 'date') query[name] = '2026-11-20';
    else query[name] = name === 'cycle' ? of.company.cycleId : name === 'version' ? '987654' : randomUUID();
  }
  if (query['goal'] !== undefined) query['goal'] = await goalOf(thing, of);
  const body = FILES[nameOf(operation)] ?? operation.body(randomUUID);
  return { path: thing.path, query, body: operation.method === 'PUT' ? withPresent(body, thing.item ?? {}) : body };
}

/** What stands there now is a body that every rule accepts; only its version is stale. */
function withPresent(body: unknown, item: Readonly<Record<string, unknown>>): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, name === 'version' ? value : (item[name] ?? value)]),
  );
}

const goalOf = async (thing: Thing, of: Stage): Promise<string> => {
  const sheet = await (await of.company.hr).sheet(present(thing.path['id'], 'sheet'));
  return present(sheet.goals[0], 'goal').id;
};

const named = (name: string): Operation =>
  present(
    all.find((one) => nameOf(one) === name),
    name,
  );

const told = (actor: Actor, operation: Operation, target: string, answer: Answer): string =>
  `${actor.name} ${nameOf(operation)} ${target}: ${answer.status} ${answer.code} ${answer.detail}`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The same path with ids of things that there are nowhere. */
const elsewhere = (path: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(path).map(([name, value]) => [name, UUID.test(value) ? randomUUID() : value]));

describe('the policy, as the running services keep it', () => {
  it('is declared by every operation but the few that are for everybody', () => {
    expect(all.length).toBeGreaterThan(90);
    expect(all.filter(({ action }) => action === null).map(nameOf)).toEqual(
      expect.arrayContaining(PUBLIC.filter((name) => all.some((one) => nameOf(one) === name))),
    );
    expect(all.filter((one) => one.action === null && !PUBLIC.includes(nameOf(one))).map(nameOf)).toEqual([]);
  });

  it('has something real of the company’s own to try each operation with', async () => {
    const missing: string[] = [];
    for (const operation of guarded) {
      const found = await Promise.all(MARKED.map((number) => things.of(operation, number)));
      if (found.every((thing) => thing === undefined)) missing.push(nameOf(operation));
    }
    expect(missing.filter((name) => !NOT_HERE.test(name))).toEqual([]);
  }, 60_000);

  it('opens each operation to each role for each person’s things as it says, and to nobody else', async () => {
    const calls: { actor: Actor; operation: Operation; number: string; thing: Thing }[] = [];
    for (const operation of guarded) {
      for (const number of MARKED) {
        const thing = await things.of(operation, number);
        if (thing === undefined || (thing.resource.personId === undefined && number !== MARKED[0])) continue;
        for (const actor of actors) calls.push({ actor, operation, number, thing });
      }
    }
    expect(calls.length).toBeGreaterThan(1_000);
    const seen = { allow: 0, deny: 0, unclear: 0, broken: 0 };
    await each(calls, async ({ actor, operation, number, thing }) => {
      const expected = expectationOf(actor, operation, thing.resource);
      const answer = await call(actor, operation, await partsFor(operation, thing));
      const verdict = verdictOf(answer);
      seen[verdict] += 1;
      const inPath = pathParameters(operation).length > 0;
      const fits =
        verdict === 'broken'
          ? false
          : expected === 'either'
            ? true
            : expected === 'deny'
              ? verdict === 'deny'
              : // What the body names is made up, and may well not exist: past the guard is what counts.
                verdict === 'allow' || (!inPath && answer.status !== 403);
      if (!fits) surprises.push(`expected ${expected}: ${told(actor, operation, `of ${number}`, answer)}`);
      if (!operation.statuses.includes(String(answer.status)))
        surprises.push(`undocumented: ${told(actor, operation, `of ${number}`, answer)}`);
    });
    expect(surprises).toEqual([]);
    expect(seen.allow).toBeGreaterThan(300);
    expect(seen.deny).toBeGreaterThan(300);
  }, 170_000);

  it('tells of another company’s things exactly what it tells of things that do not exist', async () => {
    const differences: string[] = [];
    const key = await keyActor(stage.company, 'whole key', ['goals', 'approvals.read', 'appraisal', 'payroll']);
    const askers = [everything, key, ...actors];
    const calls: { actor: Actor; operation: Operation; thing: Thing }[] = [];
    for (const operation of all.filter((one) => one.action !== null)) {
      const [name] = pathParameters(operation);
      // Codes are a company's own words: another's may well be spelt alike.
      if (name === undefined || name === 'code') continue;
      const thing = await foreign.of(operation, 'S1');
      if (thing !== undefined) for (const actor of askers) calls.push({ actor, operation, thing });
    }
    expect(calls.length).toBeGreaterThan(300);
    await each(calls, async ({ actor, operation, thing }) => {
      const parts = await partsFor(operation, thing, other);
      const nowhere = elsewhere(thing.path);
      const theirs = await call(actor, operation, parts);
      const none = await call(actor, operation, { ...parts, path: nowhere });
      const denied = verdictOf(theirs) === 'deny' && (theirs.status === 404 || none.status === 403);
      const same = theirs.status === none.status && theirs.code === none.code && theirs.detail === none.detail;
      if (!denied || !same)
        differences.push(`${told(actor, operation, 'theirs', theirs)} / none: ${none.status} ${none.detail}`);
    });
    expect(differences).toEqual([]);
  }, 120_000);

  it('finds nothing of another company by naming it in a query or a body', async () => {
    const leaks: string[] = [];
    const ids = new Set<string>();
    const theirId = (): string => other.company.personId('S1');
    const mark = async (operation: Operation): Promise<void> => {
      for (const item of await listed(await personActor(other.company, EVERYTHING), operation)) {
        if (typeof item['id'] === 'string') ids.add(item['id']);
      }
    };
    for (const one of all.filter((each_) => each_.method === 'GET' && /\/v1\/[a-z-]+$/.test(each_.path))) {
      const isList = one.parameters.some(({ name }) => name === 'after') && one.path !== '/v1/process-log';
      if (isList) await mark(one).catch(() => undefined);
    }
    expect(ids.size).toBeGreaterThan(20);
    await each(guarded, async (operation) => {
      const own = await things.of(operation, 'S1');
      if (own === undefined) return;
      const uuids = operation.parameters.filter((one) => one.in === 'query' && one.schema.format === 'uuid');
      const query = Object.fromEntries(
        uuids.map(({ name }) => [name, name === 'cycle' ? other.company.cycleId : theirId()]),
      );
      const answer = await call(everything, operation, { path: own.path, query, body: operation.body(theirId) });
      const text = JSON.stringify(answer.body) ?? '';
      const asked = new Set([...Object.values(query), theirId()]);
      const found = [...ids].filter((id) => !asked.has(id) && text.includes(id));
      if (answer.status >= 500 || found.length > 0)
        leaks.push(`${told(everything, operation, 'naming theirs', answer)} ${found.join(' ')}`);
    });
    expect(leaks).toEqual([]);
  }, 60_000);

  it('shows in each list exactly what it lets each person read', async () => {
    const gaps: string[] = [];
    const lists = all.flatMap((one) => {
      const list = all.find(
        (other_) =>
          other_.method === 'GET' &&
          other_.area === one.area &&
          one.method === 'GET' &&
          one.path.startsWith(`${other_.path}/{`) &&
          one.path.endsWith('}'),
      );
      return list === undefined ? [] : [{ list, one }];
    });
    expect(lists.length).toBeGreaterThan(10);
    const readers = [...actors, everything];
    await each(
      lists.flatMap(({ list, one }) => readers.map((actor) => ({ list, one, actor }))),
      async ({ list, one, actor }) => {
        const [name = 'id'] = pathParameters(one);
        const every = await listed(everything, list);
        const may_ = scopesFor(actor.principal, present(list.action, 'action')).length > 0;
        const mine = may_ ? await listed(actor, list).catch((error: unknown) => [{ id: String(error) }]) : [];
        const shown = new Set(mine.map((item: Readonly<Record<string, unknown>>) => String(item[name])));
        for (const value of new Set([...shown, ...every.map((item) => String(item[name]))])) {
          const { status } = await call(actor, one, { path: { [name]: value } });
          if ((status === 200) !== shown.has(value))
            gaps.push(
              `${actor.name} ${nameOf(list)} ${shown.has(value) ? 'shows' : 'hides'} ${value}, reads ${status}`,
            );
        }
      },
    );
    expect(gaps).toEqual([]);
  }, 120_000);

  it('ends sessions for those who may, at once, and nobody else’s', async () => {
    const me = named('GET /api/directory/v1/me');
    const ends = ['DELETE /api/session', 'DELETE /api/directory/v1/sessions/current'];
    for (const name of [...ends, 'POST /api/directory/v1/sessions/revoke-all']) {
      const leaver = await personActor(stage.company, 'S2');
      const end = named(name);
      expect((await call(leaver, me, {})).status).toBe(200);
      expect((await call(leaver, end, {})).status).toBeLessThan(300);
      expect((await call(leaver, me, {})).status).toBe(401);
      expect((await call(everything, me, {})).status).toBe(200);
    }
    const signOut = named('POST /api/directory/v1/accounts/{personId}/sign-out');
    const endOne = named('DELETE /api/directory/v1/sessions/{id}');
    for (const actor of actors) {
      const victim = await personActor(stage.company, 'S3');
      const sessions = await listed(
        everything,
        named('GET /api/directory/v1/sessions'),
        {},
        { person: victim.principal.id },
      );
      const id = String(present(sessions[0], 'session of S3')['id']);
      for (const [operation, thing] of [
        [endOne, { id }],
        [signOut, { personId: victim.principal.id }],
      ] as const) {
        const expected = expectationOf(actor, operation, things.resourceOf(victim.principal.id));
        const answer = await call(actor, operation, { path: thing });
        expect([told(actor, operation, 'of S3', answer), verdictOf(answer)]).toEqual([expect.anything(), expected]);
        const stillIn = (await call(victim, me, {})).status === 200;
        expect(stillIn || expected === 'allow').toBe(true);
      }
    }
  }, 60_000);

  it('lets nobody in who is nobody', async () => {
    const open: string[] = [];
    await each(
      all.filter((one) => one.action !== null),
      async (operation) => {
        const thing = (await things.of(operation, 'S1')) ?? { path: { id: randomUUID() }, resource: { tenantId: '' } };
        const answer = await call({ headers: {} }, operation, await partsFor(operation, thing));
        // Some are the gateway's own to call, and no address of the outside.
        const hidden = answer.status === 404 && answer.detail === 'There is no such address.';
        if (answer.status !== 401 && !hidden) open.push(told({ ...everything, name: 'nobody' }, operation, '', answer));
      },
    );
    expect(open).toEqual([]);
    expect(may(everything.principal, 'goals.sheet.read', { tenantId: other.company.tenantId })).toBe(false);
  }, 60_000);
});
