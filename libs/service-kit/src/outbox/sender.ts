import type { OutboxRow } from './outbox-row.js';

/** The other side is away as a whole: nothing is wrong with the row, it keeps its place. */
export class DestinationAway extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'DestinationAway';
  }
}

/** Somebody has stopped it since it was written: it keeps its place, and is no failure. */
export class HeldBack extends Error {
  constructor() {
    super('It may not leave now');
    this.name = 'HeldBack';
  }
}

export interface Sender<P> {
  /** Rows sent at the same time. */
  readonly concurrency: number;
  /** Whether it is worth claiming rows now. */
  ready(): Promise<boolean>;
  /** Rows that need not be sent, since others of the same batch say all they say, and later. */
  superseded?(rows: readonly OutboxRow<P>[]): ReadonlySet<string>;
  /** Resolves when the other side has it for good. @throws DestinationAway, HeldBack, or what is wrong with this row */
  send(row: OutboxRow<P>): Promise<void>;
}
