import { findProgram, isProgram } from '../find-program.ts';
import { say, withProgress } from '../progress.ts';
import { askProgram } from '../run-program.ts';

const NAMES = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
const FOLDERS = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/homebrew/bin',
  '/Applications/Google Chrome.app/Contents/MacOS',
];
const INSTALL_MS = 300_000;

const found = (): string | undefined =>
  [...NAMES, 'Google Chrome'].map((name) => findProgram(name, FOLDERS)).find((program) => program !== undefined);

const install = async (apt: string, signal: AbortSignal): Promise<string | undefined> => {
  const limited = { signal: AbortSignal.any([signal, AbortSignal.timeout(INSTALL_MS)]) };
  const get = async (): Promise<{ code: number; output: string }> =>
    await askProgram(apt, ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], limited);
  const first = await get();
  if (first.code === 0) return undefined;
  // Lists that are months old name packages that are gone.
  await askProgram(apt, ['update'], limited);
  const second = await get();
  return second.code === 0 ? undefined : second.output;
};

/**
 * A Chromium or Chrome for tests in a browser: `CHROMIUM` names one, else the PATH's, else apt's where we are root; null, with
 * one line that says why, where there is none.
 */
export const obtainChromium = async (signal: AbortSignal): Promise<string | null> => {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return named;
    say(`CHROMIUM names ${named}, which is no program`);
    return null;
  }
  const there = found();
  if (there !== undefined) return there;
  const apt = findProgram('apt-get');
  if (apt === undefined || process.getuid?.() !== 0) {
    say('there is no Chromium: install chromium or Google Chrome, or name one by CHROMIUM');
    return null;
  }
  const trouble = await withProgress('installing chromium, once', async () => install(apt, signal));
  if (trouble !== undefined) say(`chromium could not be installed: ${trouble.trim().split('\n').at(-1) ?? ''}`);
  return found() ?? null;
};
