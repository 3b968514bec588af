import type { LineRow, NewLine } from '../bonus-list/bonus-line.repository.js';
import type { RunRow } from './payout-run.repository.js';

/** A line about the same money in another run: everything said of it stays, its course begins anew. */
export function continuing(
  line: LineRow,
  run: Pick<RunRow, 'id'>,
): Omit<NewLine, 'listId' | 'id' | 'cause' | 'releases'> {
  const {
    id,
    version,
    listId,
    cause,
    releases,
    handledBy,
    heldRound,
    heldSignatures,
    goneOnMinor,
    takenOffMinor,
    ...same
  } = line;
  void [id, version, listId, cause, releases, handledBy, heldRound, heldSignatures, goneOnMinor, takenOffMinor];
  return { ...same, runId: run.id, state: 'ready', heldReason: null, replaces: null };
}
