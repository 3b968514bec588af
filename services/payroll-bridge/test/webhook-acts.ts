import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { Book } from '@goalbeat/testing/payroll-simulator/book';
import { WebhookPayroll } from '@goalbeat/testing/payroll-simulator/webhook-payroll';
import { BatchCloser } from '../src/payout/batch-closer.js';
import { WebhookCourier } from '../src/hand-over/webhook/webhook-courier.js';
import { score } from './company.js';
import { answerOf, type Payroll } from './payroll-service.js';
import { twoPeople } from './two-people.js';

/** A company that hands over by webhook, to a receiver of its own in each spec. */
export function webhookActs(service: () => Payroll) {
  const folder = mkdtempSync(join(tmpdir(), 'webhook-'));
  const secrets: string[] = [];
  const at: { book: Book | undefined; theirs: WebhookPayroll | undefined } = { book: undefined, theirs: undefined };
  let week = 1;
  const { goBy: setWay, newSecret: makeSecret } = twoPeople(service);
  const there = <T>(one: T | undefined): T => {
    if (one === undefined) throw new Error('nobody receives webhooks yet');
    return one;
  };
  const end = async (): Promise<void> => {
    await at.theirs?.close();
    at.book?.close();
  };
  /** Before each spec: payroll with an empty book. */
  const begin = async (): Promise<void> => {
    await end();
    at.book = new Book(join(folder, `${randomUUID()}.jsonl`));
  };
  const close = async (): Promise<void> => {
    await end();
    rmSync(folder, { recursive: true });
  };

  async function newSecret(): Promise<void> {
    secrets.unshift(await makeSecret());
  }

  async function goBy(options: { deduplicates: boolean; ask?: boolean }): Promise<void> {
    const theirs = await WebhookPayroll.start(there(at.book), { secrets, deduplicates: options.deduplicates });
    at.theirs = theirs;
    await setWay({
      way: 'webhook',
      url: `${theirs.url}/payouts`,
      deduplicates: options.deduplicates,
      ...(options.ask === true ? { queryUrl: `${theirs.url}/payouts` } : {}),
    });
  }

  async function handOver(
    people: number,
  ): Promise<{ runId: string; ref: { tenantId: string; runId: string }; ids: string[] }> {
    const scores = Array.from({ length: people }, (_, n) => score(n, worker(n)));
    const runId = await service().build(randomUUID(), scores, `2027-W${String(week++).padStart(2, '0')}`);
    const ref = { tenantId: TENANT, runId };
    await service().signAll(runId);
    await service().activities.postRun(ref);
    while ((await service().activities.handOverBatch(ref)).remaining > 0);
    const rows = await service().rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId]);
    return { runId, ref, ids: rows.map((row) => row.id) };
  }

  const courier = (): Promise<number> => service().get(WebhookCourier).round();
  /** As if the time until the next attempt or question had passed. */
  const later = () => service().rows(`UPDATE hand_over_message SET next_at = now() WHERE next_at IS NOT NULL`);
  const states = async (runId: string): Promise<Record<string, number>> => {
    const rows = await service().rows<{ s: string; n: number }>(
      `SELECT m.state || ' ' || p.state AS s, count(*)::int AS n FROM hand_over_message m JOIN payout p ON p.id = m.id
       WHERE m.run_id = $1 GROUP BY 1`,
      [runId],
    );
    return Object.fromEntries(rows.map((row) => [row.s, row.n]));
  };
  const todos = (kind: string, runId: string) =>
    service().rows(
      `SELECT assignee_id AS "assigneeId", state FROM approval_task WHERE subject_kind = $1
         AND subject_id IN (SELECT id::text FROM payout_batch WHERE run_id = $2)`,
      [kind, runId],
    );
  const drain = async (): Promise<void> => {
    while ((await courier()) > 0);
  };

  async function settleAll({
    runId,
    ref,
    ids,
  }: {
    runId: string;
    ref: { tenantId: string; runId: string };
    ids: string[];
  }) {
    await service().get(BatchCloser).closeConfirmed();
    const open = await service().rows<{ id: string }>(`SELECT id FROM payout WHERE run_id = $1 AND state <> 'paid'`, [
      runId,
    ]);
    await service().answer(...open.map(({ id }) => answerOf(id, 'paid')));
    await drain();
    expect(await service().activities.readRun(ref)).toMatchObject({ batchesOpen: 0, unanswered: 0, paid: ids.length });
    await service().activities.reconcileRun(ref);
    expect(await service().activities.closeRun(ref)).toMatchObject({ state: 'settled' });
  }

  return {
    get theirs(): WebhookPayroll {
      return there(at.theirs);
    },
    get book(): Book {
      return there(at.book);
    },
    begin,
    close,
    newSecret,
    goBy,
    handOver,
    courier,
    later,
    states,
    todos,
    drain,
    settleAll,
    secrets,
  };
}
