import { Injectable } from '@nestjs/common';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { FINDINGS } from '@goalbeat/contracts/payroll/hand-over-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { HandOverChangeKind, HandOverChangeState, HandOverWay } from '@goalbeat/domain/payout/hand-over';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { outcomeSaid } from '../findings/judge-finding.js';

export interface WantedSetting {
  way: HandOverWay;
  url: string | null;
  queryUrl: string | null;
  deduplicates: boolean;
  releaseWithinHours: number;
}
export type WantedAddress = Pick<WantedSetting, 'url' | 'queryUrl'> & {
  /** Not said where it was asked before it could be. */
  deduplicates?: boolean;
};
export interface WantedFinding {
  finding: (typeof FINDINGS)[number];
}

/** Rows of a file that a person brought, as they are taken once another one has confirmed them. */
export interface WantedResults {
  fileId: string;
  answers: PayoutAnswer[];
}

/** How it stood with each of its payouts when it was asked: what was heard or sent since, whoever confirms has to know of. Empty where nothing counts but their states. */
export type AskedOf = Readonly<Record<string, { heard: number; attempts: number }>>;

type Asked =
  | { kind: 'setting'; present: WantedSetting; wanted: WantedSetting; runId: null; payoutIds: null }
  | { kind: 'address'; present: WantedAddress; wanted: WantedAddress; runId: string; payoutIds: null }
  | { kind: 'finding'; present: AskedOf; wanted: WantedFinding; runId: null; payoutIds: string[] }
  | { kind: 'secret'; present: object; wanted: object; runId: null; payoutIds: null }
  | { kind: 'results'; present: AskedOf; wanted: WantedResults; runId: null; payoutIds: string[] };

export type NewChange = Asked & {
  id: string;
  reason: string | null;
  askedBy: string;
  askedAt: string;
  askedOf: readonly string[];
};
export type ChangeRow = NewChange & {
  version: number;
  state: HandOverChangeState;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
};

/** A payout that a finding is about, as whoever confirms it is shown it. */
export interface FoundPayout {
  id: string;
  personId: string;
  personNumber: string;
  period: string;
  currency: string;
  amountMinor: string;
}

const COLUMNS = `c.id, c.version::int AS version, c.kind, c.state, c.present, c.wanted, c.run_id AS "runId", c.payout_ids AS "payoutIds", c.reason,
  c.asked_by AS "askedBy", c.asked_at AS "askedAt", c.asked_of AS "askedOf", c.decided_by AS "decidedBy", c.decided_at AS "decidedAt",
  c.decision_reason AS "decisionReason"`;

/** How often payroll has said of a message's payout anything else than that it rejects it. */
const HEARD = `(SELECT count(*) FROM payout_answer a WHERE a.payout_id = m.id AND a.outcome <> 'rejected')::int`;

/** As often as it has said anything. */
const SPOKEN = `(SELECT count(*) FROM payout_answer a WHERE a.payout_id = m.id)::int`;

type Word = Extract<ChangeRow, { kind: 'results' | 'finding' }>;
const heardBy = (kind: Word['kind']): string => (kind === 'results' ? HEARD : SPOKEN);

@Injectable()
export class HandOverChangeRepository {
  /** Who asks for a setting or an address waits for whoever does so now: there is one open at most. */
  async oneAtATime(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('hand-over ' || $1, 0))`, [tx.tenantId]);
  }

  async insert(tx: Tx, change: NewChange): Promise<ChangeRow> {
    await tx.execute(
      `INSERT INTO hand_over_change (id, tenant_id, kind, present, wanted, run_id, payout_ids, reason, asked_by, asked_at, asked_of)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        change.id,
        tx.tenantId,
        change.kind,
        JSON.stringify(change.present),
        JSON.stringify(change.wanted),
        change.runId,
        change.payoutIds,
        change.reason,
        change.askedBy,
        change.askedAt,
        change.askedOf,
      ],
    );
    return this.find(tx, change.id);
  }

  /** @throws not-found */
  async find(tx: Tx, id: string): Promise<ChangeRow> {
    return found(await tx.maybe<ChangeRow>(`SELECT ${COLUMNS} FROM hand_over_change c WHERE c.id = $1`, [id]));
  }

  /** After the payouts of a finding, as whoever answers locks them. @throws not-found */
  async lock(tx: Tx, id: string): Promise<ChangeRow> {
    return found(
      await tx.maybe<ChangeRow>(`SELECT ${COLUMNS} FROM hand_over_change c WHERE c.id = $1 FOR UPDATE`, [id]),
    );
  }

  /** The one that waits, of the setting, the secret or this run's address. Locked. */
  openOf(tx: Tx, kind: 'setting' | 'secret' | 'address', runId: string | null): Promise<ChangeRow | undefined> {
    return tx.maybe<ChangeRow>(
      `SELECT ${COLUMNS} FROM hand_over_change c WHERE c.kind = $1 AND c.run_id IS NOT DISTINCT FROM $2 AND c.state = 'open' FOR UPDATE`,
      [kind, runId],
    );
  }

  /** By which a new secret may be made: the last one that two have agreed on, unless one was made by it. */
  secretGranted(tx: Tx): Promise<ChangeRow | undefined> {
    return tx.maybe<ChangeRow>(
      `SELECT * FROM (SELECT ${COLUMNS} FROM hand_over_change c WHERE c.kind = 'secret' AND c.state = 'confirmed'
         ORDER BY c.decided_n DESC LIMIT 1) AS last
       WHERE NOT EXISTS (SELECT FROM hand_over_secret s WHERE s.change_id = last.id)`,
    );
  }

  /** Findings and rejections that wait, about any of these payouts: what is sent again is not rejected as well. Locked. */
  openFindings(tx: Tx, payoutIds: readonly string[]): Promise<ChangeRow[]> {
    return tx.query<ChangeRow>(
      `SELECT ${COLUMNS} FROM hand_over_change c WHERE c.kind IN ('finding', 'results') AND c.state = 'open' AND c.payout_ids && $1::uuid[]
       ORDER BY c.id FOR UPDATE`,
      [payoutIds],
    );
  }

  /** Findings and rejections that wait, about any of these payouts or batches. Locked. */
  openAbout(
    tx: Tx,
    { payoutIds, batchIds }: { payoutIds: readonly string[]; batchIds: readonly string[] },
  ): Promise<ChangeRow[]> {
    return tx.query<ChangeRow>(
      `SELECT ${COLUMNS} FROM hand_over_change c WHERE c.kind IN ('finding', 'results') AND c.state = 'open' AND (c.payout_ids && $1::uuid[]
         OR EXISTS (SELECT FROM hand_over_message m WHERE m.batch_id = ANY($2::uuid[]) AND m.id = ANY(c.payout_ids)))
       ORDER BY c.id FOR UPDATE`,
      [payoutIds, batchIds],
    );
  }

  /** What payroll may be said to have made of them, as it stands now. Call with the payouts locked. */
  async standing(tx: Tx, kind: Word['kind'], payoutIds: readonly string[]): Promise<AskedOf> {
    const rows = await tx.query<{ id: string; heard: number; attempts: number }>(
      `SELECT m.id, m.attempts, ${heardBy(kind)} AS heard FROM hand_over_message m WHERE m.id = ANY($1::uuid[])`,
      [payoutIds],
    );
    return Object.fromEntries(rows.map(({ id, ...stands }) => [id, stands]));
  }

  /**
   * Of the payouts whose answer somebody brought those that nobody knows more of than when it was asked: payroll has said nothing else of
   * them since, also nothing that changed nothing, and they were not handed over again.
   */
  async rejectable(
    tx: Tx,
    { kind, payoutIds, present }: Pick<Word, 'kind' | 'payoutIds' | 'present'>,
  ): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT p.id FROM payout p JOIN hand_over_message m ON m.id = p.id
       WHERE p.id = ANY($1::uuid[]) AND p.state NOT IN ('paid', 'rejected', 'reversed')
         AND ${heardBy(kind)} <= COALESCE(($2::jsonb -> p.id::text ->> 'heard')::int, 0)
         AND m.attempts = COALESCE(($2::jsonb -> p.id::text ->> 'attempts')::int, m.attempts)`,
      [payoutIds, JSON.stringify(present)],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Whether it is still in doubt of any of its payouts what payroll has, or has made of it. */
  async isOpenStill(tx: Tx, change: ChangeRow): Promise<boolean> {
    if (change.kind === 'results' || (change.kind === 'finding' && outcomeSaid(change.wanted.finding) !== null))
      return (await this.rejectable(tx, change)).size > 0;
    const { payoutIds } = change;
    const row = await tx.one<{ open: boolean }>(
      `SELECT EXISTS (SELECT FROM hand_over_message m JOIN payout p ON p.id = m.id
         WHERE m.id = ANY($1::uuid[]) AND NOT EXISTS (SELECT FROM payout_answer a WHERE a.payout_id = m.id)
           AND (m.state IN ('unclear', 'refused') OR m.state = 'delivered' AND p.state = 'unknown')) AS open`,
      [payoutIds],
    );
    return row.open;
  }

  async decide(
    tx: Tx,
    id: string,
    { state, by, at, reason }: { state: HandOverChangeState; by: string | null; at: string; reason: string | null },
  ): Promise<ChangeRow> {
    await tx.execute(
      `UPDATE hand_over_change SET state = $2, decided_by = $3, decided_at = $4, decision_reason = $5, version = version + 1 WHERE id = $1`,
      [id, state, by, at, reason],
    );
    return this.find(tx, id);
  }

  /** Newest first. One more than the limit. @param askedOf only those that this person was asked to confirm */
  list(
    tx: Tx,
    filter: {
      kind: HandOverChangeKind | null;
      open: boolean;
      askedOf: string | null;
      after: string | null;
      limit: number;
    },
  ): Promise<ChangeRow[]> {
    return tx.query<ChangeRow>(
      `SELECT ${COLUMNS} FROM hand_over_change c WHERE ($1::text IS NULL OR c.kind = $1) AND (NOT $2::boolean OR c.state = 'open')
         AND ($3::uuid IS NULL OR $3 = ANY(c.asked_of)) AND ($4::uuid IS NULL OR c.id < $4) ORDER BY c.id DESC LIMIT $5`,
      [filter.kind, filter.open, filter.askedOf, filter.after, filter.limit + 1],
    );
  }

  /** By employee number. */
  payouts(tx: Tx, ids: readonly string[]): Promise<FoundPayout[]> {
    return tx.query<FoundPayout>(
      `SELECT p.id, p.person_id AS "personId", l.person_number AS "personNumber", l.period, p.currency, p.amount_minor AS "amountMinor"
       FROM payout p JOIN bonus_line l ON l.id = p.line_id WHERE p.id = ANY($1::uuid[]) ORDER BY l.person_number, p.id`,
      [ids],
    );
  }

  /** Whom the plans of these payouts' runs name, when they all name one. */
  async finalDecider(tx: Tx, payoutIds: readonly string[]): Promise<string | null> {
    const rows = await tx.query<{ number: string | null }>(
      `SELECT DISTINCT r.final_decider AS number FROM payout p JOIN payout_run r ON r.id = p.run_id WHERE p.id = ANY($1::uuid[])`,
      [payoutIds],
    );
    return rows.length === 1 ? (rows[0]?.number ?? null) : null;
  }
}

function found(row: ChangeRow | undefined): ChangeRow {
  if (row === undefined) throw new DomainError('not-found', 'There is no such change of the hand-over.');
  return row;
}
