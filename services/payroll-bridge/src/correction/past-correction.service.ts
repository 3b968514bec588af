import { Injectable } from '@nestjs/common';
import type {
  CorrectedLine,
  CorrectedLinePage,
  CorrectedLineQuery,
  PastCorrection,
  PastCorrectionPage,
  PastCorrectionQuery,
} from '@goalbeat/contracts/payroll/correction-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { formatMoney } from '@goalbeat/domain/money/money';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { reachOf } from '../organisation/reach.js';
import { PastCorrections, type PastLineRow, type PastRow } from './past-corrections.js';

/** Who corrected what, why, from what to what, and what stands in the books because of it. */
@Injectable()
export class PastCorrectionService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly corrections: PastCorrections,
  ) {}

  /** Newest first; whoever reads for some units sees corrections that changed their people, and those figures only. @throws forbidden */
  list(principal: Principal, query: z.infer<typeof PastCorrectionQuery>): Promise<z.infer<typeof PastCorrectionPage>> {
    const { units } = reachOf(principal, 'payroll.correction.read');
    const within = { units, personId: query.person ?? null, cycleId: query.cycle ?? null };
    const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
    return this.uow.read(principal.tenantId, async (tx) =>
      pageOfRows(await this.corrections.list(tx, within, after, query.limit), query.limit, pastView, (row) => [row.id]),
    );
  }

  /** In the order of employee numbers. @throws forbidden, not-found (also when it changed nobody of the reader's units) */
  linesOf(
    principal: Principal,
    id: string,
    query: z.infer<typeof CorrectedLineQuery>,
  ): Promise<z.infer<typeof CorrectedLinePage>> {
    const { units } = reachOf(principal, 'payroll.correction.read');
    const cursor = query.after === undefined ? null : decodeCursor(query.after, 2);
    const after = cursor === null ? null : { number: String(cursor[0]), id: String(cursor[1]) };
    return this.uow.read(principal.tenantId, async (tx) => {
      if (!(await this.corrections.isSeen(tx, id, units)))
        throw new DomainError('not-found', 'There is no such correction.');
      const within = { units, personId: query.person ?? null };
      const rows = await this.corrections.lines(tx, id, within, after, query.limit);
      return pageOfRows(rows, query.limit, lineView, (row) => [row.personNumber, row.id]);
    });
  }
}

function pastView({ planCode, planVersion, totals, ...row }: PastRow): z.infer<typeof PastCorrection> {
  return {
    ...row,
    payPlan: { code: planCode, version: planVersion },
    totals: totals.map(({ currency, up, down }) => ({
      up: formatMoney({ minor: BigInt(up), currency }),
      down: formatMoney({ minor: BigInt(down), currency }),
    })),
  };
}

function lineView(row: PastLineRow): z.infer<typeof CorrectedLine> {
  const { id, claimId, personId, personNumber, personName, currency, score, lineId, listId, runId, listState } = row;
  const amount = (minor: bigint) => formatMoney({ minor, currency });
  const [before, after] = [BigInt(row.accruedMinor), BigInt(row.worthMinor)];
  return {
    id,
    claimId,
    personId,
    personNumber,
    personName,
    before: amount(before),
    after: amount(after),
    difference: amount(after - before),
    score: score === null ? null : { score: score.score, band: score.band, evidence: score.evidence },
    paidBy:
      lineId === null || listId === null || runId === null || listState === null
        ? null
        : { lineId, listId, runId, state: listState },
    postings: row.postings.map(({ minor, ...posting }) => ({ ...posting, amount: amount(BigInt(minor)) })),
  };
}
