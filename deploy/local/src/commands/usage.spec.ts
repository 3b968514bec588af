import { Misuse } from '../problem.ts';
import { audit } from './audit.ts';
import { bench } from './bench.ts';
import { controlCall } from './control.ts';
import { demo } from './demo.ts';
import { down } from './down.ts';
import { reconcile, requireAsker } from './reconcile.ts';
import { up } from './up.ts';

// Were one of these accepted, the test would start an installation.
it.each([
  ['demo --people abc', () => demo(['--people', 'abc']), '--people takes a whole number from 40 to 20000, not abc'],
  ['demo --once --bogus', () => demo(['--once', '--bogus']), 'goalbeat demo: it does not know --bogus'],
  ['demo extra', () => demo(['extra']), 'goalbeat demo: it does not know extra'],
  ['bench --bogus', () => bench(['--bogus']), '--bogus'],
  ['bench --only', () => bench(['--only']), '--only needs a value'],
  ['reconcile --bogus', () => reconcile(['--bogus']), 'goalbeat reconcile does not know --bogus'],
  ['up extra', () => up(['extra']), 'goalbeat up does not know extra'],
  ['down extra', () => down(['extra']), 'goalbeat down does not know extra'],
  ['audit', () => audit([]), 'goalbeat audit takes: verify'],
  ['audit verify --tenant', () => audit(['verify', '--tenant']), 'goalbeat audit takes: verify'],
])('refuses %s before anything starts', async (_given, run, words) => {
  await expect(run()).rejects.toThrow(words);
  await expect(run()).rejects.toMatchObject({ exitCode: 64 });
});

describe('control', () => {
  const names = ['goals', 'temporal'];

  it.each([[['kill']], [['kill', 'nosuch']], [['kill', 'goals', 'temporal']]])('names the processes at %j', (given) => {
    expect(() => controlCall(given, names)).toThrow(new Misuse('goalbeat control kill takes one of: goals, temporal'));
  });

  it('names what it knows', () => {
    expect(() => controlCall(['explode'], names)).toThrow('status, ready, kill, stop, start, restart, setup-code');
  });

  it('asks and acts', () => {
    expect(controlCall([], names)).toEqual({ method: 'GET', path: '/status' });
    expect(controlCall(['restart', 'goals'], names)).toEqual({ method: 'POST', path: '/restart/goals' });
  });
});

it('reconcile names the variables that say who asks', () => {
  expect(() => requireAsker({ GOALBEAT_TENANT: 'acme' })).toThrow(
    'GOALBEAT_API_KEY, or GOALBEAT_TENANT, GOALBEAT_NUMBER, GOALBEAT_PASSWORD',
  );
  requireAsker({ GOALBEAT_API_KEY: 'gbk_x' });
  requireAsker({ GOALBEAT_TENANT: 'acme', GOALBEAT_NUMBER: 'F1', GOALBEAT_PASSWORD: 'secret' });
});
