const tty = process.stderr.isTTY === true;

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Progress goes to stderr: stdout belongs to what was asked for. */
export const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Runs work; whatever takes longer than a second shows itself, and says how long it took. */
export const withProgress = async <T>(
  label: string,
  work: (note: (text: string) => void) => Promise<T>,
): Promise<T> => {
  const since = performance.now();
  let note = '';
  let shown = false;
  const draw = (): void => {
    const text = `${label}${note === '' ? '' : `: ${note}`}`;
    if (tty) process.stderr.write(`\r\u001B[2K  ${text} … ${seconds(since)}`);
    else if (!shown) say(`  ${text} …`);
    shown = true;
  };
  const timer = setInterval(draw, 1_000);
  const end = (mark: string): void => {
    clearInterval(timer);
    if (!shown) return;
    if (tty) process.stderr.write('\r\u001B[2K');
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
