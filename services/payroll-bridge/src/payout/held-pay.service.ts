import { Injectable } from '@nestjs/common';
import type { HeldPayPage, HeldPayQuery, HeldPayView } from '@goalbeat/contracts/payroll/held-pay-http';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { Language } from '@goalbeat/domain/wording/language';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { type Explained, explainWords } from '../wording/explain-words.js';
import { GIVEN_UP } from '../wording/given-up-words.js';
import { heldWords } from '../wording/held-words.js';
import { type GivenUpLine, GivenUpRepository } from './given-up.repository.js';

interface HeldRow extends Explained {
  lineId: string;
  amountMinor: string;
  since: string;
}

// Signed with its list and held; a line that continues it elsewhere counts from its own hand-over on, or from where it is held itself.
const HELD = `SELECT l.id AS "lineId", l.period, l.score, l.band, l.currency, (l.amount_minor - n.gone - n.off)::text AS "amountMinor",
  l.explain, s.signed_at AS since
FROM bonus_line l JOIN bonus_list s ON s.id = l.list_id
CROSS JOIN LATERAL (
  SELECT count(*) AS parts, COALESCE(sum(COALESCE(p.went_on_minor, p.amount_minor)), 0) AS gone, bonus_line_taken_off(l.id) AS off
  FROM bonus_line p JOIN bonus_list b ON b.id = p.list_id
  WHERE p.releases = l.id AND (p.went_on_minor IS NOT NULL
    OR p.active AND (p.handed_over OR p.state = 'held' AND b.state IN ('signed', 'handed-over', 'settled')))
) n
WHERE l.person_id = $1 AND l.state = 'held' AND l.active AND s.state IN ('signed', 'handed-over', 'settled')
  AND (n.parts = 0 AND n.off = 0 OR n.gone + n.off < l.amount_minor)
  AND ($2::uuid IS NULL OR l.id < $2) ORDER BY l.id DESC LIMIT $3`;

/** One's own money that is kept back. */
@Injectable()
export class HeldPayService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly givenUp: GivenUpRepository,
  ) {}

  /** Newest first: what is held, or what was and is given up. @throws forbidden, validation for keys */
  mine(
    principal: Principal,
    query: z.infer<typeof HeldPayQuery>,
    language: Language,
  ): Promise<z.infer<typeof HeldPayPage>> {
    requireScopes(principal, 'payroll.payout.read');
    const { personId, tenantId } = principal;
    if (personId === null) throw new DomainError('validation', 'A key has no pay of its own.');
    return this.uow.read(tenantId, async (tx) => {
      const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
      if (query.state === 'given-up')
        return pageOfRows(
          await this.givenUp.mine(tx, personId, after, query.limit),
          query.limit,
          (row) => givenUpView(row, language),
          (row) => [row.lineId],
        );
      const rows = await tx.query<HeldRow>(HELD, [personId, after, query.limit + 1]);
      return pageOfRows(
        rows,
        query.limit,
        (row) => heldView(row, language),
        (row) => [row.lineId],
      );
    });
  }
}

function heldView(row: HeldRow, language: Language): z.infer<typeof HeldPayView> {
  return {
    lineId: row.lineId,
    period: row.period,
    amount: formatMoney({ minor: BigInt(row.amountMinor), currency: row.currency }),
    since: row.since,
    givenUpAt: null,
    reason: heldWords(row.explain, language),
    explain: [...row.explain],
    words: explainWords(row, language),
  };
}

function givenUpView(row: GivenUpLine, language: Language): z.infer<typeof HeldPayView> {
  return {
    lineId: row.lineId,
    period: row.period,
    amount: formatMoney({ minor: BigInt(row.minor), currency: row.currency }),
    since: row.since,
    givenUpAt: row.at,
    reason: GIVEN_UP[language],
    explain: [...row.explain],
    words: explainWords(row, language),
  };
}
