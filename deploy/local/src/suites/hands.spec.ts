import { setTimeout as pause } from 'node:timers/promises';
import { inHands } from './hands.ts';
import { passed } from './suite.ts';
import type { Suite, When } from './suite.ts';

const suite = (name: string, when: When): Suite => ({ name, when, run: () => Promise.resolve(passed) });
const plan = [
  suite('build', 'first'),
  suite('lint', 'afterwards'),
  suite('unit', 'afterwards'),
  suite('e2e', 'beside'),
  suite('demo', 'beside'),
  suite('faults', 'beside'),
];

interface Noted {
  readonly told: readonly string[];
  readonly most: number;
}

/** Each suite ends at once, but one named in `until` when the one that it waits for has begun. */
const noted = async (hands: number, until: Readonly<Record<string, string>> = {}, suites = plan): Promise<Noted> => {
  const told: string[] = [];
  let [at, most] = [0, 0];
  const prepare = (): Promise<void> => {
    told.push('prepare');
    return Promise.resolve();
  };
  await inHands(suites, hands, prepare, async ({ name }) => {
    told.push(name);
    at += 1;
    most = Math.max(most, at);
    do await pause(1);
    while (!told.includes(until[name] ?? name));
    at -= 1;
  });
  return { told, most };
};

describe('two hands', () => {
  it('begin with what others need, alone, and run two at once from then on', async () => {
    const { told, most } = await noted(2, { lint: 'e2e', e2e: 'unit' });
    expect(told.slice(0, 4)).toEqual(['build', 'prepare', 'lint', 'e2e']);
    expect(told.toSorted()).toEqual(['prepare', ...plan.map(({ name }) => name)].toSorted());
    expect(most).toBe(2);
  });

  it('help each other to the end', async () => {
    const { told } = await noted(2, { e2e: 'demo' });
    expect(told).toEqual(['build', 'prepare', 'lint', 'e2e', 'unit', 'faults', 'demo']);
  });
});

it('runs one at a time where there is one hand, and prepares nothing for a single one', async () => {
  expect(await noted(1)).toEqual({ told: plan.map(({ name }) => name), most: 1 });
  expect(await noted(2, {}, plan.slice(0, 2))).toEqual({ told: ['build', 'lint'], most: 1 });
});
