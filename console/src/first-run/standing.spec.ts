import { expect, it } from '@jest/globals';
import { stepOf } from './standing.js';

const NEW = { others: 0, isHrLead: false, definitions: 0, rehearsed: 0 };

it('goes on where somebody left off', () => {
  expect(stepOf(NEW)).toBe('people');
  expect(stepOf({ ...NEW, others: 7 })).toBe('hr');
  expect(stepOf({ ...NEW, others: 7, isHrLead: true })).toBe('definition');
  expect(stepOf({ others: 7, isHrLead: true, definitions: 1, rehearsed: 0 })).toBe('rehearsal');
  expect(stepOf({ others: 7, isHrLead: true, definitions: 1, rehearsed: 1 })).toBeNull();
});

it('waits for people before anything else', () => {
  expect(stepOf({ ...NEW, isHrLead: true, definitions: 1 })).toBe('people');
});
