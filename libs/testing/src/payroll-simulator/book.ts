import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

/** What payroll did about one payout, once. `paid` is money that left. */
export interface BookedPayout {
  kind: 'payout';
  payoutId: string;
  tenantId: string;
  employeeNumber: string;
  amount: string;
  currency: string;
  replaces: string | null;
  outcome: 'paid' | 'rejected';
  code: string | null;
  reference: string;
  at: string;
}
/** An event that came again; nothing was paid for it. */
export interface BookedRepeat {
  kind: 'repeat';
  payoutId: string;
  at: string;
}
export interface BookedBatch {
  kind: 'batch';
  batchId: string;
  count: number;
  sums: { amount: string; currency: string }[];
  at: string;
}
export type BookEntry = BookedPayout | BookedRepeat | BookedBatch;

/** Whole lines only: a line that a crash cut off was never told to anybody. */
function wholeLines(file: string): { entries: BookEntry[]; bytes: number } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { entries: [], bytes: 0 };
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const entries = whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as BookEntry);
  return { entries, bytes: Buffer.byteLength(whole) };
}

/** For whoever compares: the book as it is on disk. */
export const readBook = (file: string): BookEntry[] => wholeLines(file).entries;

/** Payroll's own append-only book: a line is on disk before anybody hears of it, and an id is booked once. */
export class Book {
  readonly #file: number;
  readonly #payouts = new Map<string, BookedPayout>();
  #repeats = 0;

  constructor(path: string) {
    const { entries, bytes } = wholeLines(path);
    this.#file = openSync(path, 'a');
    truncateSync(path, bytes);
    for (const entry of entries) this.#remember(entry);
  }

  get size(): number {
    return this.#payouts.size;
  }

  get repeats(): number {
    return this.#repeats;
  }

  find(payoutId: string): BookedPayout | undefined {
    return this.#payouts.get(payoutId);
  }

  /** @throws when the payout is booked already: paying it twice is the one thing payroll never does. */
  add(entry: BookEntry): void {
    if (entry.kind === 'payout' && this.#payouts.has(entry.payoutId)) {
      throw new Error(`Payout ${entry.payoutId} is in the book already`);
    }
    writeSync(this.#file, `${JSON.stringify(entry)}\n`);
    fsyncSync(this.#file);
    this.#remember(entry);
  }

  close(): void {
    closeSync(this.#file);
  }

  #remember(entry: BookEntry): void {
    if (entry.kind === 'payout') this.#payouts.set(entry.payoutId, entry);
    if (entry.kind === 'repeat') this.#repeats += 1;
  }
}
