import { randomUUID } from 'node:crypto';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import type { Payroll } from './payroll-service.js';

/** Runs that are signed, and handed over, and what came of them. */
export function payoutActs(service: () => Payroll) {
  /** Each run of a later week, so that "last week" is there too. */
  let week = 10;
  const signedRun = async (scores = [0, 1, 2, 3].map((n) => score(n, worker(n)))) => {
    week += 1;
    const cycleId = randomUUID();
    const runId = await service().build(cycleId, scores, `2026-W${week}`);
    await service().signAll(runId);
    return { cycleId, runId, ref: { tenantId: TENANT, runId } };
  };
  const handedOver = async (scores?: Parameters<typeof signedRun>[0]) => {
    const run = await signedRun(scores);
    await service().activities.postRun(run.ref);
    while ((await service().activities.handOverBatch(run.ref)).remaining > 0);
    await service().confirmAll();
    return { ...run, payouts: await payoutsOf(run.runId) };
  };
  const payoutsOf = async (runId: string) =>
    (
      await service().rows<{ id: string }>(
        'SELECT p.id FROM payout p JOIN bonus_line l ON l.id = p.line_id WHERE p.run_id = $1 ORDER BY l.person_number',
        [runId],
      )
    ).map((row) => row.id);
  const stateOf = async (payoutId: string) =>
    (await service().rows<{ state: string }>('SELECT state FROM payout WHERE id = $1', [payoutId]))[0]?.state;
  const todos = (subjectKind: string, subjectId: string) =>
    service().rows<{ assignee_id: string; state: string }>(
      'SELECT assignee_id, state FROM approval_task WHERE subject_kind = $1 AND subject_id = $2',
      [subjectKind, subjectId],
    );
  const told = async (payload: string, like: string) =>
    (
      await service().rows(`SELECT 1 FROM outbox WHERE payload::text LIKE $1 AND payload::text LIKE $2`, [
        `%${payload}%`,
        `%${like}%`,
      ])
    ).length;
  const reconciled = async (cycleId: string) =>
    (await service().ask('lead', 'GET', `/v1/reconciliation?cycle=${cycleId}`)).body;
  const balances = async (runId: string) =>
    Object.fromEntries(
      (
        await service().rows<{ account: string; sum: string }>(
          `SELECT account, sum(minor)::text AS sum FROM ledger_entry e JOIN ledger_txn t ON t.id = e.txn_id WHERE t.run_id = $1 GROUP BY account`,
          [runId],
        )
      ).map((row) => [row.account, Number(row.sum)]),
    );

  return { signedRun, handedOver, payoutsOf, stateOf, todos, told, reconciled, balances };
}
