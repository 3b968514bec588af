import { describe, expect, it } from '@jest/globals';
import type { BenchRun } from './bench-run.js';
import type { Figure } from './figure.js';
import { keepFigures } from './kept-figures.js';
import type { Machine } from './machine.js';
import { asMarkdown } from './report.js';

const machine = (change: Partial<Machine> = {}): Machine => ({
  cpu: 'one',
  cores: 2,
  memoryGb: 25,
  system: 'linux',
  node: 'v24',
  postgres: '18',
  rabbitmq: '3',
  temporal: '1',
  commit: 'first',
  date: '2026-01-01T00:00:00.000Z',
  loadBefore: 0.5,
  ...change,
});
const figure = (work: string, value: number): Figure => ({
  name: work,
  work,
  value,
  unit: 's',
  target: null,
  met: null,
  details: { rows: value },
});
const report = (change: Partial<Machine>, ...figures: Figure[]): BenchRun => ({
  machine: machine(change),
  run: 'full',
  figures,
  failed: [],
});

describe('keepFigures', () => {
  const before = keepFigures(undefined, report({}, figure('a', 1), figure('b', 2)));

  it('lets a new figure take the place of the one of the same work, with its own run', () => {
    const { figures } = keepFigures(before, report({ commit: 'second' }, figure('b', 3), figure('c', 4)));
    expect(figures.map(({ work, value, run }) => [work, value, run.commit])).toEqual([
      ['a', 1, 'first'],
      ['b', 3, 'second'],
      ['c', 4, 'second'],
    ]);
  });

  it('keeps nothing of another machine', () => {
    const { figures } = keepFigures(before, report({ cores: 64 }, figure('c', 4)));
    expect(figures.map(({ work }) => work)).toEqual(['c']);
  });

  it('is written with each figure’s run beside it', () => {
    const page = asMarkdown(before);
    expect(page).toContain('| a | 1 s | – | – |');
    expect(page).toContain('- **a** – rows: 1 (first, 2026-01-01, load 0.5)');
  });
});
