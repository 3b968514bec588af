import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const SCRIPT = 'console.log("hello from the console");\n'.repeat(40);

/** A folder as the console's build leaves it, small. */
export function consoleFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'goalbeat-console-'));
  mkdirSync(join(folder, 'assets'));
  const page =
    '<!doctype html><meta name="style-nonce" content="%STYLE_NONCE%" /><script src="/assets/index-abc.js"></script>';
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'assets/index-abc.js'), SCRIPT);
  writeFileSync(join(folder, 'assets/index-abc.js.gz'), gzipSync(SCRIPT));
  return folder;
}
