import { Book } from './book.js';
import { readSettings } from './settings.js';
import { PayrollSimulator } from './simulator.js';

const KILLED = 137;
const ORPHAN_LOOK_MS = 500;

const settings = readSettings(process.env);
const book = new Book(settings.BOOK_FILE);
const simulator = new PayrollSimulator(settings, book, () => process.exit(KILLED));

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    simulator
      .stop()
      .catch(() => undefined)
      .finally(() => process.exit(0));
  });
}
if (settings.END_WITH_PARENT) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, ORPHAN_LOOK_MS).unref();
}
await simulator.run();
