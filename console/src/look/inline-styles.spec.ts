import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

it('lets no text area measure itself: it writes style attributes, which the page’s policy refuses', () => {
  const source = join(import.meta.dirname, '..');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((file) => readFileSync(join(source, file), 'utf8').includes('autoSize'))).toEqual([]);
});
