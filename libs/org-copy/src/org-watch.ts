import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';

/** Who is somewhere else, under somebody else, with other roles, or gone; which units have another head or place. */
export interface OrgMoves {
  personIds: readonly string[];
  unitIds: readonly string[];
}

export type MovesListener = (tx: Tx, moves: OrgMoves) => Promise<void>;

/** Hears of people and units that moved, in the transaction that writes the copy, once the rows are as they are now. */
@Injectable()
export class OrgWatch {
  readonly #listeners: MovesListener[] = [];

  onMoved(listener: MovesListener): void {
    this.#listeners.push(listener);
  }

  async moved(tx: Tx, moves: OrgMoves): Promise<void> {
    if (moves.personIds.length === 0 && moves.unitIds.length === 0) return;
    for (const listener of this.#listeners) await listener(tx, moves);
  }
}
