import { CYCLE_STATES } from '@goalbeat/domain/cycle/lifecycle';
import { STEP_NAMES } from '@goalbeat/domain/cycle/steps';
import { fastClock, hour } from '../../test/clock.js';
import { STEP_WORDS, nextMove, waitingFor, withStep } from './state.js';

const entry = { step: 'ask-report', at: '2026-11-20T09:00:00.000Z', note: 'Fri 17:00' } as const;
const control = { version: 3, state: 'running', timeline: [entry], clock: fastClock() } as const;

describe('nextMove', () => {
  it.each(['scheduled', 'running', 'closed'] as const)('goes for the first step that is left when %s', (state) => {
    expect(nextMove({ ...control, timeline: [entry, { ...entry, step: 'archive', at: hour(99) }], state })).toEqual({
      move: 'step',
      entry,
    });
  });

  it('ends when nothing is left', () => {
    expect(nextMove({ ...control, timeline: [] })).toEqual({ move: 'end', outcome: 'archived' });
  });

  it.each(['cancelled', 'skipped'] as const)('ends a %s cycle with steps left', (state) => {
    expect(nextMove({ ...control, timeline: [entry], state })).toEqual({ move: 'end', outcome: 'cancelled' });
  });

  it('rests while paused, whatever is due', () => {
    expect(nextMove({ ...control, timeline: [entry], state: 'paused' })).toEqual({ move: 'rest' });
  });

  it('knows every state of the domain', () => {
    for (const state of CYCLE_STATES) expect(nextMove({ ...control, timeline: [entry], state })).toBeDefined();
  });
});

describe('what ops read', () => {
  it('says what is awaited until when', () => {
    expect(waitingFor(entry)).toBe('Waiting for Fri 17:00 (2026-11-20T09:00:00.000Z): ask everyone for their report');
    expect(waitingFor({ ...entry, note: '' })).toMatch(/^Waiting for \(2026/);
  });

  it('has words for every step', () => {
    expect(Object.keys(STEP_WORDS)).toEqual([...STEP_NAMES]);
  });

  it('lists a step once, however often HR had it run', () => {
    expect(withStep(withStep(['issue'], 'ask-report'), 'ask-report')).toEqual(['issue', 'ask-report']);
  });
});
