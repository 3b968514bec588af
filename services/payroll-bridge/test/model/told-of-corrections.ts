import { parseMoney } from '@goalbeat/domain/money/money';
import type { World } from './world.js';

interface Told {
  id: string;
  claimId: string;
  difference: string;
  currency: string;
}

// What corrections put into the books, and took out again because it was never sent; giving up what is held is told by another notice.
const CHANGES = `SELECT l.claim_id AS "claimId", sum(e.minor)::text AS minor
FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id AND e.account = 'bonus-expense' JOIN bonus_line l ON l.id = t.line_id
WHERE t.tenant_id = $1 AND (t.cause = 'delta-up'
  OR t.cause IN ('delta-down', 'delta-back') AND t.ref_id IN (SELECT id FROM correction_line WHERE tenant_id = $1)
  OR t.cause IN ('reversed', 'delta-back') AND t.ref_id = l.id AND l.cause = 'delta-up' AND EXISTS (
    SELECT FROM ledger_txn r JOIN ledger_entry b ON b.txn_id = r.id AND b.account = 'bonus-payable'
    WHERE r.cause = 'reversed' AND r.ref_id = l.id))
GROUP BY l.claim_id HAVING sum(e.minor) <> 0`;

/** Each change of somebody's pay by a correction was told once, and what was told comes to what is in the books. */
export async function requireTold(world: World): Promise<void> {
  const told = await world.rows<Told>(
    `SELECT payload #>> '{event,data,noticeId}' AS id, payload #>> '{event,data,subjectId}' AS "claimId",
       payload #>> '{event,data,values,difference}' AS difference, payload #>> '{event,data,values,currency}' AS currency FROM outbox
     WHERE tenant_id = $1 AND payload ->> 'routingKey' = 'goalbeat.notice.requested.v1' AND payload #>> '{event,data,kind}' = 'pay-corrected'`,
    [world.tenantId],
  );
  if (new Set(told.map(({ id }) => id)).size < told.length) throw new Error('A correction was told twice');
  const said = new Map<string, bigint>();
  for (const { claimId, difference: amount, currency } of told)
    said.set(claimId, (said.get(claimId) ?? 0n) + parseMoney({ amount, currency }).minor);
  const inWords = (all: readonly [string, bigint][]): string =>
    all
      .filter(([, minor]) => minor !== 0n)
      .map(([claimId, minor]) => `${claimId} ${minor}`)
      .toSorted()
      .join(', ');
  const booked = await world.rows<{ claimId: string; minor: string }>(CHANGES, [world.tenantId]);
  const changed = inWords(booked.map(({ claimId, minor }) => [claimId, BigInt(minor)]));
  if (inWords([...said]) !== changed) throw new Error(`Told of corrections by ${inWords([...said])}; were ${changed}`);
}
