import { Injectable } from '@nestjs/common';
import type {
  CorrectedPayPage,
  CorrectedPayQuery,
  CorrectedPayView,
} from '@goalbeat/contracts/payroll/corrected-pay-http';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { Language } from '@goalbeat/domain/wording/language';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { causeOf, isOtherScore, whyWords } from '../wording/correction-words.js';
import { explainWords } from '../wording/explain-words.js';
import { type CorrectedClaim, CorrectedPayRepository, type CorrectedRow } from './corrected-pay.repository.js';
import { fateOf } from './what-becomes.js';

type View = z.infer<typeof CorrectedPayView>;

/** One's own money that corrections changed: what it was and is worth, why, and what is kept back for it. */
@Injectable()
export class CorrectedPayService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly corrected: CorrectedPayRepository,
  ) {}

  /** Newest first. @throws forbidden, validation for keys */
  mine(
    principal: Principal,
    query: z.infer<typeof CorrectedPayQuery>,
    language: Language,
  ): Promise<z.infer<typeof CorrectedPayPage>> {
    requireScopes(principal, 'payroll.payout.read');
    const { personId, tenantId } = principal;
    if (personId === null) throw new DomainError('validation', 'A key has no pay of its own.');
    return this.uow.read(tenantId, async (tx) => {
      const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
      const of = { cycleId: query.cycle ?? null, after, limit: query.limit };
      const claims = await this.corrected.claimsOf(tx, personId, of);
      const rows = await this.corrected.ofClaims(
        tx,
        claims.map(({ claimId }) => claimId),
      );
      const byClaim = Map.groupBy(rows, ({ claimId }) => claimId);
      return pageOfRows(
        claims,
        query.limit,
        (claim) => claimView(claim, byClaim.get(claim.claimId) ?? [], language),
        ({ claimId }) => [claimId],
      );
    });
  }
}

function claimView(claim: CorrectedClaim, rows: readonly CorrectedRow[], language: Language): View {
  const amount = (minor: bigint) => formatMoney({ minor, currency: claim.currency });
  const { keptBack, takenOff } = fateOf(BigInt(claim.shortMinor), BigInt(claim.waitingMinor));
  const settled = claim.settled.reduce((all, { minor }) => all + BigInt(minor), 0n);
  return {
    claimId: claim.claimId,
    cycleId: claim.cycleId,
    period: claim.period,
    first: amount(BigInt(claim.firstMinor)),
    now: amount(BigInt(claim.nowMinor)),
    keptBack:
      keptBack + settled === 0n
        ? null
        : {
            total: amount(keptBack + settled),
            settled: amount(settled),
            open: amount(keptBack),
            by: claim.settled.map(({ period, at, minor }) => ({ period, at, amount: amount(BigInt(minor)) })),
          },
    takenOff: takenOff === 0n ? null : amount(takenOff),
    corrections: rows.map((row) => correctionView(row, language)),
  };
}

function correctionView(row: CorrectedRow, language: Language): View['corrections'][number] {
  const { id, at, currency, score, band, scoreBefore, bandBefore, explain } = row;
  const amount = (minor: bigint) => formatMoney({ minor, currency });
  const before = BigInt(row.beforeMinor);
  const difference = BigInt(row.onceMinor) + BigInt(row.moreMinor);
  return {
    id,
    at,
    before: amount(before),
    after: amount(before + difference),
    difference: amount(difference),
    cause: causeOf(row),
    score: isOtherScore(row) ? { score, band, before: { score: scoreBefore, band: bandBefore } } : null,
    reason: whyWords(row, language),
    message: row.message,
    explain,
    words: explain.length === 0 ? [] : explainWords(row, language),
  };
}
