import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export type CalendarListener = (tx: Tx, codes: readonly string[]) => Promise<void>;

/** Hears which working calendars are others now, in the transaction that writes them down: a year was imported, a day became free. */
@Injectable()
export class CalendarWatch {
  readonly #listeners: CalendarListener[] = [];

  onChanged(listener: CalendarListener): void {
    this.#listeners.push(listener);
  }

  async changed(tx: Tx, codes: readonly string[]): Promise<void> {
    for (const listener of this.#listeners) await listener(tx, codes);
  }
}
