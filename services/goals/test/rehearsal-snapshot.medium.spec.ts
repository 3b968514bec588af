import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { RehearsalView } from '@goalbeat/contracts/goals/rehearsal-http';
import { DefinitionCheck } from '../src/cycle-definition/definition-check.js';
import { Pieces } from '../src/rehearsal/pieces.service.js';
import type { RehearsalSettings } from '../src/rehearsal/rehearsal-settings.js';
import { salesTemplate, week, type Data } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';

const MILD = { name: 'mild', points: { below: '9', met: '10', above: '11' } };

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
  goals.peers.ruleSets.set('mild', [{ version: 1, data: MILD }]);
}, 60_000);
afterAll(() => goals.close(), 60_000);
beforeEach(async () => {
  await goals.rows('DELETE FROM rehearsal');
  await goals.at('2026-11-15T00:00:00.000Z');
  await template('sales', 10);
});
afterEach(() => {
  jest.restoreAllMocks();
});

type Answered = RehearsalView & { code: string };
async function template(family: string, target: number): Promise<void> {
  const put = {
    ...salesTemplate,
    jobFamily: family,
    goals: salesTemplate.goals.map((goal) => (goal.code === 'orders' ? { ...goal, target: String(target) } : goal)),
  };
  const { status } = await goals.call('hr', 'PUT', `/v1/goal-templates/${family}`, put);
  expect(status).toBeLessThan(300);
}
async function define(changes: Partial<Data> = {}): Promise<string> {
  const put = await goals.call<{ id: string }>('hr', 'PUT', '/v1/cycle-definitions/edited', {
    data: { ...week, ...changes },
  });
  expect(put.status).toBeLessThan(300);
  return put.body.id;
}
const start = (id: string, key: string = randomUUID()) =>
  goals.call<Answered>(
    'hr',
    'POST',
    `/v1/cycle-definitions/${id}/rehearsals`,
    { period: '2026-W49' },
    { 'idempotency-key': key },
  );
async function kept(): Promise<RehearsalSettings[]> {
  const rows = await goals.rows<{ settings: RehearsalSettings }>('SELECT settings FROM rehearsal ORDER BY id');
  return rows.map(({ settings }) => settings);
}
const targetOf = ({ templates }: RehearsalSettings, family: string): number => {
  const goal = templates.find(({ put }) => put.jobFamily === family)?.put.goals.find(({ code }) => code === 'orders');
  return Number(goal?.target ?? Number.NaN);
};
/** Once it has read what it names, and before it goes on. */
function whenPiecesAreRead(then: (call: number) => Promise<unknown>) {
  const pieces = goals.app.get(Pieces, { strict: false });
  const of = pieces.of.bind(pieces);
  let calls = 0;
  return jest.spyOn(pieces, 'of').mockImplementation(async (...asked) => {
    const read = await of(...asked);
    await then(++calls);
    return read;
  });
}

describe('a rehearsal of what HR is editing', () => {
  it('plays a version with the rules that this version names', async () => {
    const id = await define();
    const { body: before } = await goals.call<{ version: number }>('hr', 'GET', `/v1/cycle-definitions/${id}`);
    const looked = whenPiecesAreRead(async (call) => {
      if (call === 1) await define({ ruleSet: 'mild' });
    });
    const { status, body } = await start(id);
    expect(status).toBe(202);
    expect(body.definitionVersion).toBe(before.version + 1);
    const [settings] = await kept();
    expect(settings).toMatchObject({ definition: { data: { ruleSet: 'mild' } }, ruleSet: MILD });
    expect(looked).toHaveBeenCalledTimes(2);
  });

  it('is refused when it is saved again each time that somebody looks', async () => {
    const id = await define();
    whenPiecesAreRead((call) => define({ name: `Name ${call}` }));
    expect(await start(id)).toMatchObject({ status: 409, body: { code: 'stale-version' } });
    expect(await kept()).toEqual([]);
  });

  it('plays the templates it was checked with, and keeps nobody from editing them', async () => {
    const id = await define();
    const check = goals.app.get(DefinitionCheck, { strict: false });
    const approvers = check.requireApprovers.bind(check);
    const checked = jest.spyOn(check, 'requireApprovers').mockImplementationOnce(async (...asked) => {
      await approvers(...asked);
      // Were it locked, this would wait for the rehearsal, and the rehearsal for this.
      await template('sales', 12);
    });
    expect((await start(id)).status).toBe(202);
    expect(checked).toHaveBeenCalledTimes(1);
    expect((await kept()).map((settings) => targetOf(settings, 'sales'))).toEqual([10]);
    await goals.rows('DELETE FROM rehearsal');
    expect((await start(id)).status).toBe(202);
    expect((await kept()).map((settings) => targetOf(settings, 'sales'))).toEqual([12]);
  });

  it('sees the templates of one moment, while they are saved one after another', async () => {
    const id = await define();
    await template('crew', 10);
    let saved = false;
    const saving = (async () => {
      for (let target = 11; target <= 25; target++) {
        await template('sales', target);
        await template('crew', target);
      }
    })().finally(() => (saved = true));
    const seen: (readonly [number, number])[] = [];
    do {
      expect((await start(id)).status).toBe(202);
      for (const settings of await kept()) seen.push([targetOf(settings, 'sales'), targetOf(settings, 'crew')]);
      await goals.rows('DELETE FROM rehearsal');
    } while (!saved);
    await saving;
    // Sales is always saved first.
    expect(seen.filter(([sales, crew]) => !(sales === crew || sales === crew + 1))).toEqual([]);
  });

  it('is told to whoever asks again under the same key, whatever has been edited since', async () => {
    const id = await define();
    const key = randomUUID();
    const first = await start(id, key);
    expect(first.status).toBe(202);
    await define({ who: { ...week.who, except: ['acme'] } });
    expect(await start(id, key)).toMatchObject({ status: 202, body: { id: first.body.id } });
    await goals.rows('DELETE FROM rehearsal');
    expect((await start(id)).status).toBe(400);
  });
});
