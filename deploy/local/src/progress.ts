import { AsyncLocalStorage } from 'node:async_hooks';

/** Where words go that are shown to people while work is done. */
export type Show = (text: string) => void;

const elsewhere = new AsyncLocalStorage<Show>();

/** Work whose words go somewhere else than to the terminal: two that talk at once would not be understood. */
export const showingTo = async <T>(show: Show, work: () => Promise<T>): Promise<T> => await elsewhere.run(show, work);

/** Where the words of the work at hand go, if not straight to the terminal. */
export const shownElsewhere = (): Show | undefined => elsewhere.getStore();

export const toTerminal: Show = (text) => void process.stderr.write(text);

export const show: Show = (text) => (shownElsewhere() ?? toTerminal)(text);

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Progress goes to stderr: stdout belongs to what was asked for. */
export const say = (line: string): void => show(`${line}\n`);

/** Runs work; whatever takes longer than a second shows itself, and says how long it took. */
export const withProgress = async <T>(
  label: string,
  work: (note: (text: string) => void) => Promise<T>,
): Promise<T> => {
  const since = performance.now();
  const tty = process.stderr.isTTY === true && shownElsewhere() === undefined;
  let note = '';
  let shown = false;
  const draw = (): void => {
    const text = `${label}${note === '' ? '' : `: ${note}`}`;
    if (tty) show(`\r\u001B[2K  ${text} … ${seconds(since)}`);
    else if (!shown) say(`  ${text} …`);
    shown = true;
  };
  const timer = setInterval(draw, 1_000);
  const end = (mark: string): void => {
    clearInterval(timer);
    if (!shown) return;
    if (tty) show('\r\u001B[2K');
    say(`  ${mark} ${label} (${seconds(since)})`);
  };
  try {
    const result = await work((text) => {
      if (!tty && shown && text !== note && text !== '') say(`    ${text}`);
      note = text;
    });
    end('✓');
    return result;
  } catch (error) {
    end('✗');
    throw error;
  }
};
