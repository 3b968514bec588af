import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { Book } from '@goalbeat/testing/payroll-simulator/book';
import { WebhookPayroll } from '@goalbeat/testing/payroll-simulator/webhook-payroll';
import { UNREACHABLE_AFTER } from '../src/hand-over/findings/delivery-tasks.js';
import { HandOverMessageRepository } from '../src/hand-over/hand-over-message.repository.js';
import { WebhookCourier } from '../src/hand-over/webhook/webhook-courier.js';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { twoPeople } from './two-people.js';

describe('a payout of which payroll speaks before it is sent again', () => {
  let payroll: Payroll;
  let theirs: WebhookPayroll;
  const { say, sayByTwo } = twoPeople(() => payroll);
  const folder = mkdtempSync(join(tmpdir(), 'said-'));

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.putPlan();
    const made = await payroll.ask('lead', 'POST', '/v1/hand-over/secrets');
    theirs = await WebhookPayroll.start(new Book(join(folder, 'book.jsonl')), {
      secrets: [String(made.body['secret'])],
      deduplicates: false,
    });
    const body = { way: 'webhook', url: `${theirs.url}/payouts`, deduplicates: false };
    const put = await payroll.ask('lead', 'PUT', '/v1/hand-over', body);
    if (put.status !== 200) throw new Error(JSON.stringify(put.body));
  });
  afterAll(async () => {
    await payroll.close();
    await theirs.close();
    rmSync(folder, { recursive: true });
  });

  const drain = async () => {
    await payroll.rows('UPDATE hand_over_message SET next_at = now() WHERE next_at IS NOT NULL');
    while ((await payroll.get(WebhookCourier).round()) > 0);
  };

  it('is not sent, also where payroll only contradicts us', async () => {
    theirs.react((_, attempt) => (attempt === 1 ? { kind: 'cut' } : { kind: 'answer', status: 200 }));
    const runId = await payroll.build(randomUUID(), [score(0, worker(0))], '2028-W01');
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    await drain();
    const [payout] = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    const id = payout?.id ?? '';
    expect(await sayByTwo([id], 'never-seen')).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    const other = { ...answerOf(id, 'paid'), amount: { amount: '1.00', currency: 'CNY' } };
    expect(await payroll.answer(other)).toEqual(['contradiction']);
    await drain();
    expect([theirs.attemptsOf(id), theirs.paidTwice]).toEqual([1, []]);
    expect(await say([id], 'never-seen')).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await say([id], 'payroll-has-it')).toMatchObject({ status: 200, body: { decided: 0, unchanged: 1 } });
    expect(await payroll.rows('SELECT state FROM payout WHERE id = $1', [id])).toEqual([{ state: 'handed-over' }]);
  });

  it('is not sent for the second time either, nor once it was taken to be sent', async () => {
    const runId = await payroll.build(randomUUID(), [score(1, worker(1)), score(2, worker(2))], '2028-W02');
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    theirs.react(() => ({ kind: 'answer', status: 429, headers: { 'retry-after': '900' } }));
    await drain();
    const rows = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId]);
    const [a = '', b = ''] = rows.map(({ id }) => id);
    const wrong = { amount: { amount: '1.00', currency: 'CNY' } };
    const attempts = [a, b].map((id) => theirs.attemptsOf(id));
    expect(await payroll.answer(answerOf(a, 'paid', wrong))).toEqual(['contradiction']);
    await payroll.rows('UPDATE hand_over_message SET next_at = now() WHERE run_id = $1', [runId]);
    const messages = payroll.get(HandOverMessageRepository);
    const taken = await payroll.uow.write(TENANT, async (tx) => {
      expect((await messages.spokenOf(tx)).map(({ id }) => id)).toEqual([a]);
      return messages.claim(tx, 50, 60);
    });
    expect(taken.map(({ id }) => id)).toEqual([b]);
    expect(await payroll.answer(answerOf(b, 'paid', wrong))).toEqual(['contradiction']);
    const before = (message: (typeof taken)[number]) =>
      payroll.uow.write(TENANT, (tx) => messages.beforeSending(tx, message));
    expect(await Promise.all(taken.map(before))).toEqual(['never']);
    await drain();
    expect([a, b].map((id) => theirs.attemptsOf(id))).toEqual(attempts);
    expect(await payroll.rows('SELECT DISTINCT state FROM hand_over_message WHERE run_id = $1', [runId])).toEqual([
      { state: 'delivered' },
    ]);
  });

  it('is with payroll from then on, also while others of its batch are not, and whoever was told that it cannot be reached knows', async () => {
    const runId = await payroll.build(randomUUID(), [score(3, worker(3)), score(4, worker(4))], '2028-W03');
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    theirs.react(() => ({ kind: 'answer', status: 429, headers: { 'retry-after': '900' } }));
    const rows = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId]);
    const [a = '', b = ''] = rows.map(({ id }) => id);
    const payouts = () =>
      payroll.rows('SELECT state, query_at IS NOT NULL AS "isAskedFor" FROM payout WHERE run_id = $1 ORDER BY id', [
        runId,
      ]);
    const waiting = { state: 'requested', isAskedFor: false };
    const there = { state: 'handed-over', isAskedFor: true };
    const todos = async (kind: string, id: string) =>
      new Set(
        (
          await payroll.rows<{ state: string }>(
            'SELECT state FROM approval_task WHERE subject_kind = $1 AND subject_id::text = $2',
            [kind, id],
          )
        ).map(({ state }) => state),
      );
    const wrong = { amount: { amount: '1.00', currency: 'CNY' }, code: 'other-amount' };
    // Before the first byte of it has left.
    expect(await payroll.answer(answerOf(a, 'rejected', wrong))).toEqual(['contradiction']);
    for (let n = 0; n < UNREACHABLE_AFTER; n++) await drain();
    expect([theirs.attemptsOf(a), theirs.attemptsOf(b)]).toEqual([0, UNREACHABLE_AFTER]);
    expect(await payouts()).toEqual([there, waiting]);
    const [batch] = await payroll.rows<{ id: string }>('SELECT id FROM payout_batch WHERE run_id = $1', [runId]);
    expect(await todos('payout-unreachable', batch?.id ?? '')).toEqual(new Set(['open']));
    expect(await payroll.answer(answerOf(b, 'rejected', wrong))).toEqual(['contradiction']);
    await drain();
    expect(await payouts()).toEqual([there, there]);
    expect(await todos('payout-unreachable', batch?.id ?? '')).toEqual(new Set(['superseded']));
    const [open] = await payroll.rows<{ id: string }>('SELECT id FROM payout_contradiction WHERE payout_id = $1', [a]);
    expect(await todos('payout-contradiction', open?.id ?? '')).toEqual(new Set(['open']));
    // Asked by whoever has the task, payroll says what becomes of ours: that is the end of it.
    const ours = { amount: { amount: '0.00', currency: 'CNY' }, code: 'account-closed' };
    const [amount] = await payroll.rows<{ minor: string }>(
      'SELECT amount_minor::text AS minor FROM payout WHERE id = $1',
      [a],
    );
    ours.amount.amount = (Number(amount?.minor) / 100).toFixed(2);
    expect(await payroll.answer(answerOf(a, 'rejected', ours))).toEqual(['applied']);
    expect(await todos('payout-contradiction', open?.id ?? '')).toEqual(new Set(['superseded']));
    expect((await payouts())[0]).toMatchObject({ state: 'rejected' });
  });
});
