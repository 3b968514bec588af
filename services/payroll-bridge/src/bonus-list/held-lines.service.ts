import { Injectable } from '@nestjs/common';
import type { HeldLinePage, HeldLineQuery } from '@goalbeat/contracts/payroll/held-line-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { Language } from '@goalbeat/domain/wording/language';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { reachOf } from '../organisation/reach.js';
import { COLUMNS, type LineRow } from './bonus-line.repository.js';
import { lineView } from './bonus-list.view.js';

type HeldRow = LineRow & { since: string };

// One that went on whole in other lists waits for nobody; one of 0.00 waits to be given up, or keeps something back.
const HELD = `SELECT ${COLUMNS}, (SELECT s.signed_at FROM bonus_list s WHERE s.id = list_id) AS since FROM bonus_line
WHERE state = 'held' AND active AND ($1::uuid IS NULL OR list_id = $1) AND ($2::uuid[] IS NULL OR unit_path && $2)
  AND EXISTS (SELECT FROM bonus_list s WHERE s.id = list_id AND s.state IN ('signed', 'handed-over', 'settled'))
  AND (amount_minor = 0 OR amount_minor > (SELECT COALESCE(sum(n.amount_minor), 0) FROM bonus_line n
    WHERE n.releases = bonus_line.id AND n.active))
  AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`;

/** What was signed around, of all lists that the reader may see. */
@Injectable()
export class HeldLinesService {
  constructor(private readonly uow: UnitOfWork) {}

  /** Newest first. @throws forbidden */
  list(
    principal: Principal,
    query: z.infer<typeof HeldLineQuery>,
    language: Language,
  ): Promise<z.infer<typeof HeldLinePage>> {
    const { units } = reachOf(principal, 'payroll.list.read');
    const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
    return this.uow.read(principal.tenantId, async (tx) =>
      pageOfRows(
        await tx.query<HeldRow>(HELD, [query.list ?? null, units, after, query.limit + 1]),
        query.limit,
        (row) => ({ ...lineView(row, language), period: row.period, since: row.since }),
        (row) => [row.id],
      ),
    );
  }
}
