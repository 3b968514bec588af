import { Injectable } from '@nestjs/common';
import type { LineState } from '@goalbeat/domain/bonus-list/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Signature } from '@goalbeat/domain/ledger/movement';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { StoredStep } from '../wording/explain-words.js';

export interface LineRow {
  id: string;
  runId: string;
  listId: string;
  personId: string;
  personNumber: string;
  personName: string;
  unitId: string;
  /** The unit and those above it, nearest first. */
  unitPath: string[];
  period: string;
  currency: string;
  amountMinor: string;
  computedMinor: string;
  lastMinor: string | null;
  band: string;
  score: string;
  scoreId: string | null;
  explain: StoredStep[];
  state: LineState;
  heldReason: string | null;
  version: number;
  replaces: string | null;
  /** With which its signature is posted. */
  cause: Signature;
  /** The first line about the same money. */
  claimId: string;
  /** The held line whose money it pays. */
  releases: string | null;
  /** Who held or released it last. */
  handledBy: string | null;
  /** In which round it was held by whoever signs, and how many had signed by then. */
  heldRound: number | null;
  heldSignatures: number | null;
  /** Of a held line: what goes on, or went on, in other lists, in minor units. */
  goneOnMinor: string;
  /** Of a held line: what corrections took off when it was asked for, in minor units; it goes on no more. */
  takenOffMinor: string;
}
/** As it is made: `claimId` matters only where a correction says whose money it is about. */
export type NewLine = Omit<
  LineRow,
  'version' | 'handledBy' | 'heldRound' | 'heldSignatures' | 'goneOnMinor' | 'takenOffMinor'
> & {
  /** Of a part of a held line: why the rest stays held. */
  restReason?: string | null;
};

/** What of a held line is still held, in minor units. */
export const leftOf = (line: Pick<LineRow, 'amountMinor' | 'goneOnMinor' | 'takenOffMinor'>): bigint =>
  BigInt(line.amountMinor) - BigInt(line.goneOnMinor) - BigInt(line.takenOffMinor);

export const COLUMNS = `id, run_id AS "runId", list_id AS "listId", person_id AS "personId", person_number AS "personNumber",
  person_name AS "personName", unit_id AS "unitId", unit_path AS "unitPath", period, currency, amount_minor AS "amountMinor",
  computed_minor AS "computedMinor", last_minor AS "lastMinor", band, score, score_id AS "scoreId", explain, state,
  CASE WHEN state = 'held' THEN COALESCE((SELECT n.rest_reason FROM bonus_line n WHERE n.releases = bonus_line.id AND n.active
    AND n.rest_reason IS NOT NULL ORDER BY n.id DESC LIMIT 1), held_reason) ELSE held_reason END AS "heldReason",
  CASE WHEN state = 'held' THEN bonus_line_gone_on(id)::text ELSE '0' END AS "goneOnMinor",
  CASE WHEN state = 'held' THEN bonus_line_taken_off(id)::text ELSE '0' END AS "takenOffMinor",
  version::int AS version, replaces, cause, claim_id AS "claimId", releases,
  handled_by AS "handledBy", held_round AS "heldRound", held_signatures AS "heldSignatures"`;

const INSERT = `INSERT INTO bonus_line (id, tenant_id, run_id, list_id, person_id, person_number, person_name, unit_id, unit_path, period,
  currency, amount_minor, computed_minor, last_minor, band, score, score_id, explain, state, held_reason, replaces,
  cause, claim_id, releases, rest_reason)
SELECT id, $1, "runId", "listId", "personId", "personNumber", "personName", "unitId", "unitPath", period, currency, "amountMinor",
  "computedMinor", "lastMinor", band, score, "scoreId", explain, state, "heldReason", replaces, cause, "claimId", releases,
  "restReason"
FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, "runId" uuid, "listId" uuid, "personId" uuid, "personNumber" text, "personName" text,
  "unitId" uuid, "unitPath" uuid[], period text, currency text, "amountMinor" bigint, "computedMinor" bigint, "lastMinor" bigint,
  band text, score text, "scoreId" uuid, explain jsonb, state text, "heldReason" text, replaces uuid, cause text,
  "claimId" uuid, releases uuid, "restReason" text)`;

// A part that is held again and wholly on its way to others has gone where they have.
const GOING_ON = `WITH RECURSIVE part AS (
  SELECT l.releases AS root, l.id, l.state, l.handed_over, l.amount_minor, l.list_id FROM bonus_line l
  WHERE l.releases = ANY($1::uuid[]) AND l.active
  UNION ALL
  SELECT part.root, l.id, l.state, l.handed_over, l.amount_minor, l.list_id FROM part
  JOIN bonus_line l ON l.releases = part.id AND l.active
), judged AS (
  SELECT root, handed_over, part.state = 'held' AND b.state IN ('signed', 'handed-over', 'settled') AS held,
    amount_minor > bonus_line_gone_on(part.id) + bonus_line_taken_off(part.id) AS rest
  FROM part JOIN bonus_list b ON b.id = part.list_id
)
SELECT root AS id, bool_or(NOT handed_over AND (NOT held OR rest)) AS "underWay", bool_or(held AND rest) AS "heldAgain"
FROM judged GROUP BY root`;

const AT_ONCE = 2_000;

@Injectable()
export class BonusLineRepository {
  async insert(tx: Tx, lines: readonly NewLine[]): Promise<void> {
    for (let from = 0; from < lines.length; from += AT_ONCE) {
      await tx.execute(INSERT, [tx.tenantId, JSON.stringify(lines.slice(from, from + AT_ONCE))]);
    }
  }

  /** In the order of the list: by employee number. One more than the limit. */
  page(
    tx: Tx,
    filter: {
      listId: string;
      units: readonly string[] | null;
      after: { number: string; id: string } | null;
      limit: number;
    },
  ): Promise<LineRow[]> {
    return tx.query<LineRow>(
      `SELECT ${COLUMNS} FROM bonus_line WHERE list_id = $1 AND ($2::uuid[] IS NULL OR unit_path && $2)
         AND ($3::text IS NULL OR (person_number, id) > ($3, $4::uuid)) ORDER BY person_number, id LIMIT $5`,
      [filter.listId, filter.units, filter.after?.number ?? null, filter.after?.id ?? null, filter.limit + 1],
    );
  }

  ofList(tx: Tx, listId: string): Promise<LineRow[]> {
    return tx.query<LineRow>(`SELECT ${COLUMNS} FROM bonus_line WHERE list_id = $1 ORDER BY person_number, id`, [
      listId,
    ]);
  }

  ofIds(tx: Tx, ids: readonly string[]): Promise<LineRow[]> {
    return tx.query<LineRow>(`SELECT ${COLUMNS} FROM bonus_line WHERE id = ANY($1::uuid[])`, [ids]);
  }

  async peopleOf(tx: Tx, listId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>('SELECT DISTINCT person_id AS id FROM bonus_line WHERE list_id = $1', [
      listId,
    ]);
    return rows.map((row) => row.id);
  }

  /** Who edited lines about the money of this list, or authored a correction of it. */
  async authorsOf(tx: Tx, listId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT unnest(c.edited_by) AS id FROM bonus_line l JOIN bonus_line c ON c.claim_id = l.claim_id WHERE l.list_id = $1
       UNION SELECT k.by_id FROM bonus_line l JOIN correction_line d ON d.claim_id = l.claim_id
         JOIN correction k ON k.id = d.correction_id WHERE l.list_id = $1`,
      [listId],
    );
    return rows.map((row) => row.id);
  }

  /** @throws not-found */
  async lock(tx: Tx, listId: string, lineId: string): Promise<LineRow> {
    // Locked before it is read: what went on of it meanwhile is seen.
    await tx.query('SELECT id FROM bonus_line WHERE id = $2 AND list_id = $1 FOR UPDATE', [listId, lineId]);
    const row = await tx.maybe<LineRow>(`SELECT ${COLUMNS} FROM bonus_line WHERE id = $2 AND list_id = $1`, [
      listId,
      lineId,
    ]);
    if (row === undefined) throw new DomainError('not-found', 'There is no such line on this list.');
    return row;
  }

  edit(
    tx: Tx,
    line: Pick<LineRow, 'id' | 'version' | 'amountMinor' | 'explain' | 'state' | 'heldReason' | 'handledBy'>,
    editorId: string | null,
  ): Promise<LineRow> {
    return tx.one<LineRow>(
      `UPDATE bonus_line SET amount_minor = $3, explain = $4, state = $5, held_reason = $6, handled_by = $7, version = version + 1,
         edited_by = CASE WHEN $8::uuid IS NULL OR $8 = ANY(edited_by) THEN edited_by ELSE edited_by || $8::uuid END
       WHERE id = $1 AND version = $2 RETURNING ${COLUMNS}`,
      [
        line.id,
        line.version,
        line.amountMinor,
        JSON.stringify(line.explain),
        line.state,
        line.heldReason,
        line.handledBy,
        editorId,
      ],
    );
  }

  /** State only, with who did it and why; by how many signatures nothing may be put back any more. */
  hold(
    tx: Tx,
    line: Pick<LineRow, 'id' | 'state' | 'heldReason' | 'handledBy' | 'heldRound' | 'heldSignatures'>,
  ): Promise<LineRow> {
    return tx.one<LineRow>(
      `UPDATE bonus_line SET state = $2, held_reason = $3, handled_by = $4, held_round = $5, held_signatures = $6, version = version + 1,
         active = active AND $2 <> 'reversed'
       WHERE id = $1 RETURNING ${COLUMNS}`,
      [line.id, line.state, line.heldReason, line.handledBy, line.heldRound, line.heldSignatures],
    );
  }

  /** Held lines of signed lists, locked in the order of their ids. */
  async lockHeld(tx: Tx, ids: readonly string[]): Promise<LineRow[]> {
    // Locked before they are read: what went on of them meanwhile is seen.
    await tx.query('SELECT id FROM bonus_line WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
    return tx.query<LineRow>(
      `SELECT ${COLUMNS} FROM bonus_line WHERE id = ANY($1::uuid[]) AND state = 'held'
         AND list_id IN (SELECT id FROM bonus_list WHERE state IN ('signed', 'handed-over', 'settled')) ORDER BY id`,
      [ids],
    );
  }

  /**
   * Which of these lines go on in other lists. `underWay`: something of it has not been handed over yet, and may come back;
   * `heldAgain`: a part, or a part of one, is held on its own signed list.
   */
  async goingOn(tx: Tx, ids: readonly string[]): Promise<Map<string, { underWay: boolean; heldAgain: boolean }>> {
    const rows = await tx.query<{ id: string; underWay: boolean; heldAgain: boolean }>(GOING_ON, [ids]);
    return new Map(rows.map(({ id, ...how }) => [id, how]));
  }

  /** The line that pays a rejected payout again: one or none. */
  payingAgain(tx: Tx, payoutId: string): Promise<(LineRow & { handedOver: boolean; isSigned: boolean })[]> {
    return tx.query(
      `SELECT ${COLUMNS}, handed_over AS "handedOver", list_id IN (SELECT id FROM bonus_list WHERE id = bonus_line.list_id
         AND state IN ('signed', 'handed-over', 'settled')) AS "isSigned"
       FROM bonus_line WHERE replaces = $1 AND active AND state <> 'reversed'`,
      [payoutId],
    );
  }

  signReady(tx: Tx, listId: string): Promise<number> {
    return tx.execute(
      `UPDATE bonus_line SET state = 'signed', version = version + 1 WHERE list_id = $1 AND state = 'ready'`,
      [listId],
    );
  }

  /** The list came to nothing: what its lines continued may be continued by others. */
  async release(tx: Tx, listId: string): Promise<void> {
    await tx.execute(`UPDATE bonus_line SET active = false WHERE list_id = $1 AND cause <> 'signed'`, [listId]);
  }

  /** Person → minor units on the lists of an earlier run. */
  async amountsOf(tx: Tx, runId: string): Promise<Map<string, string>> {
    const rows = await tx.query<{ personId: string; minor: string }>(
      `SELECT person_id AS "personId", amount_minor::text AS minor FROM bonus_line WHERE run_id = $1 AND state NOT IN ('held', 'reversed')`,
      [runId],
    );
    return new Map(rows.map((row) => [row.personId, row.minor]));
  }

  /** Signed lines of a run, above 0, without a payout; by employee number. */
  unpaid(tx: Tx, runId: string, limit: number | null): Promise<LineRow[]> {
    return tx.query<LineRow>(
      `SELECT ${COLUMNS} FROM bonus_line WHERE run_id = $1 AND state = 'signed' AND NOT handed_over AND amount_minor > 0 ORDER BY person_number, id LIMIT $2`,
      [runId, limit],
    );
  }

  async handedOver(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.execute('UPDATE bonus_line SET handed_over = true, version = version + 1 WHERE id = ANY($1::uuid[])', [
      ids,
    ]);
  }

  async countUnpaid(tx: Tx, runId: string): Promise<number> {
    const row = await tx.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM bonus_line WHERE run_id = $1 AND state = 'signed' AND NOT handed_over AND amount_minor > 0`,
      [runId],
    );
    return row.n;
  }

  /** What the signatures of a run have accrued: signed lines above 0, and those held. */
  accrued(tx: Tx, runId: string): Promise<LineRow[]> {
    return tx.query<LineRow>(
      `SELECT ${COLUMNS} FROM bonus_line WHERE run_id = $1 AND state IN ('signed', 'held') AND amount_minor > 0
         AND list_id IN (SELECT id FROM bonus_list WHERE run_id = $1 AND state = 'signed') ORDER BY person_number, id`,
      [runId],
    );
  }

  async setStates(tx: Tx, changes: readonly { id: string; state: LineState }[]): Promise<void> {
    if (changes.length === 0) return;
    await tx.execute(
      `UPDATE bonus_line l SET state = c.state, version = version + 1, active = l.active AND c.state <> 'reversed'
       FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, state text) WHERE l.id = c.id`,
      [JSON.stringify(changes)],
    );
  }
}
