import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const src = join(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
);
// Workflow code replays these modules: one hidden clock or import and a replay goes another way than the first run.
const FORBIDDEN = [
  /^import(?! [^;]*? from '\.{1,2}\/)[^;]*;/m,
  /\bimport\(/,
  /\bDate\.now\b/,
  /\bnew Date\(\s*\)/,
  /\bMath\.random\b/,
  /\bprocess\b\s*\./,
  /\bset(?:Timeout|Interval|Immediate)\b/,
  /\bcrypto\b\./,
];

describe('libs/domain', () => {
  it.each(files)('%s imports nothing from outside and reads no clock, environment or randomness', (file) => {
    const text = readFileSync(join(src, file), 'utf8');
    expect(FORBIDDEN.filter((pattern) => pattern.test(text)).map(String)).toEqual([]);
  });

  it('touches Intl only when asked for a local time', async () => {
    const intl = globalThis.Intl;
    Reflect.deleteProperty(globalThis, 'Intl');
    try {
      for (const file of files) await import(join(src, file));
    } finally {
      Object.defineProperty(globalThis, 'Intl', { value: intl, configurable: true, writable: true });
    }
    expect(globalThis.Intl).toBe(intl);
  });
});
