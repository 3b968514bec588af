import { Book } from './book.js';
import { readSettings } from './settings.js';
import { PayrollSimulator } from './simulator.js';

const KILLED = 137;

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
await simulator.run();
