import { expect, it } from '@jest/globals';
import { comboOf, isTyping } from './combo.js';

const none = { ctrlKey: false, metaKey: false, altKey: false };

it('writes keys as shortcuts do', () => {
  expect(comboOf({ ...none, key: '?' })).toBe('?');
  expect(comboOf({ ...none, key: ' ' })).toBe('Space');
  expect(comboOf({ ...none, metaKey: true, key: 'Enter' })).toBe('mod+Enter');
  expect(comboOf({ ...none, ctrlKey: true, altKey: true, key: 'x' })).toBe('mod+alt+x');
});

it('leaves letters to whoever types them', () => {
  const field = (tagName: string, type = ''): EventTarget => ({ tagName, type }) as unknown as EventTarget;
  expect(isTyping(field('TEXTAREA'))).toBe(true);
  expect(isTyping(field('INPUT', 'text'))).toBe(true);
  expect(isTyping(field('INPUT', 'checkbox'))).toBe(false);
  expect(isTyping(field('BUTTON'))).toBe(false);
  expect(isTyping(null)).toBe(false);
});
