import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { readExample } from './read-example.js';

const folder = (name: string): string => join(import.meta.dirname, '..', name);

it.each([
  ['marketplace', 1, 7],
  ['operations', 1, 2],
  ['lender', 1, 6],
  ['branches', 2, 1],
  ['minimal', 1, 1],
])('%s says what the API takes, and is marked as demo data', (name, definitions, templates) => {
  const example = readExample(folder(name));
  expect(example.definitions).toHaveLength(definitions);
  expect(example.templates).toHaveLength(templates);
  for (const { goals } of example.templates) {
    expect(goals.reduce((sum, goal) => sum + Number(goal.weight), 0)).toBe(100);
  }
  const plans = new Set(example.payPlans.map(({ code }) => code));
  const rules = new Set(example.ruleSets.map(({ code }) => code));
  for (const { data } of example.definitions) {
    const paid = data.timeline.some(({ step }) => step === 'bonus-list');
    expect(rules.has(data.ruleSet)).toBe(true);
    expect(data.payPlan !== undefined && plans.has(data.payPlan)).toBe(paid);
  }
  for (const { text } of example.definitionFiles) expect(text).toMatch(/^# Demo data/);
  expect(example.unitsCsv.split('\n')[1]).toContain('演示');
  const mails = example.peopleCsv
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((row) => row.split(',')[2]);
  for (const mail of mails) expect(mail).toMatch(/@example\.com$/);
});
