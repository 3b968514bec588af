import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { score } from './company.js';
import { linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';
import { holdLine } from './signing.js';

/** Worth of each band, in minor units. */
const WORTH = { excellent: 75_000, qualified: 50_000, unqualified: 0 } as const;
type Band = keyof typeof WORTH;
/** How far the money had come, and what became of it after the correction. */
const COURSES = [
  'paid',
  'sent, then paid',
  'sent, then rejected',
  'rejected',
  'held',
  'not sent, then given up',
  'not sent',
] as const;
type Course = (typeof COURSES)[number];
const CHANGES: readonly { what: string; from: Band; to: Band }[] = [
  { what: 'down', from: 'excellent', to: 'qualified' },
  { what: 'to nothing', from: 'excellent', to: 'unqualified' },
  { what: 'up', from: 'qualified', to: 'excellent' },
];

describe('a correction wherever the money is', () => {
  let payroll: Payroll;
  let week = 0;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 40);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const ref = (runId: string) => ({ tenantId: TENANT, runId });
  const period = () => `20${27 + Math.floor(week / 50)}-W${String((week++ % 50) + 1).padStart(2, '0')}`;
  async function answer(runId: string, outcome: 'paid' | 'rejected'): Promise<string[]> {
    const payouts = await payroll.rows<{ id: string }>(
      `SELECT id FROM payout WHERE run_id = $1 AND state NOT IN ('paid', 'rejected')`,
      [runId],
    );
    await payroll.confirmAll();
    await payroll.answer(...payouts.map(({ id }) => answerOf(id, outcome)));
    return payouts.map(({ id }) => id);
  }
  /** Signed, sent and paid to the end. */
  async function finish(runId: string): Promise<void> {
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref(runId));
    await payroll.activities.handOverBatch(ref(runId));
    await answer(runId, 'paid');
  }
  async function correct(cycleId: string, personId: string, band: Band): Promise<string[]> {
    const body = { cycleId, reason: '更正', scores: [{ personId, score: '90', band, evidence: 'the ledger' }] };
    const dry = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', { ...body, dryRun: true });
    const done = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', {
      ...body,
      dryRun: false,
      fingerprint: dry.body['fingerprint'],
    });
    expect([done.status, done.body['code']]).toEqual([200, undefined]);
    return done.body['runIds'] as string[];
  }
  const paidTo = async (personId: string): Promise<number> => {
    const [row] = await payroll.rows<{ minor: number }>(
      `SELECT COALESCE(sum(amount_minor), 0)::int AS minor FROM payout WHERE person_id = $1 AND state = 'paid'`,
      [personId],
    );
    return row?.minor ?? 0;
  };

  /** Up to where the correction comes. */
  async function before(course: Course, runId: string): Promise<void> {
    const list = await listOf(payroll, runId);
    expect((await submitList(payroll, list.id)).status).toBe(200);
    if (course === 'held') {
      const [line] = await linesOf(payroll, list.id);
      await holdLine(payroll, list.id, line, true);
    }
    await signList(payroll, list.id);
    await payroll.activities.postRun(ref(runId));
    if (!course.startsWith('not sent')) await payroll.activities.handOverBatch(ref(runId));
    if (course === 'paid' || course === 'rejected') await answer(runId, course);
  }

  /** @returns whether the first money went its way in the end */
  async function after(course: Course, runId: string): Promise<boolean> {
    switch (course) {
      case 'paid':
        return true;
      case 'sent, then paid':
        await answer(runId, 'paid');
        return true;
      case 'not sent':
        await payroll.activities.handOverBatch(ref(runId));
        await answer(runId, 'paid');
        return true;
      case 'not sent, then given up':
        await payroll.activities.reverseUnsent(ref(runId));
        return false;
      case 'held': {
        const list = await listOf(payroll, runId);
        const [line] = await linesOf(payroll, list.id);
        const body = { lineIds: [line?.id], reason: '已核对' };
        const released = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', body);
        if (released.status === 201) {
          await finish(String(released.body['id']));
          return true;
        }
        const version = line?.version;
        const url = `/v1/bonus-lists/${list.id}/lines/${line?.id}/cancel`;
        const gone = await payroll.ask('reviewer', 'POST', url, { version, reason: '不发' });
        if (gone.status !== 200) throw new Error(JSON.stringify(gone.body));
        return false;
      }
      case 'sent, then rejected':
      case 'rejected':
        if (course !== 'rejected') await answer(runId, 'rejected');
        return payAgain(runId);
    }
  }
  async function payAgain(runId: string): Promise<boolean> {
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    const body = { payoutIds: payouts.map(({ id }) => id), reason: '账户已更正' };
    const again = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs', body);
    if (again.status !== 201) {
      expect(again.body).toMatchObject({ code: 'wrong-state', detail: expect.stringMatching(/无需再发放/) });
      return false;
    }
    // Once more, after payroll has refused it a second time.
    const second = String(again.body['id']);
    await payroll.signAll(second);
    await payroll.activities.postRun(ref(second));
    await payroll.activities.handOverBatch(ref(second));
    const refused = await answer(second, 'rejected');
    const third = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: refused, reason: '账户已更正' });
    await finish(String(third.body['id']));
    return true;
  }

  const CASES = COURSES.flatMap((course) => CHANGES.map((change) => [course, change.what, change] as const));
  it.each(CASES)('%s, corrected %s: to the cent, with the next list', async (course, _what, { from, to }) => {
    const n = week;
    const personId = worker(n % 40);
    const earlier = await paidTo(personId);
    const cycleId = randomUUID();
    const runId = await payroll.build(cycleId, [score(n, personId, { band: from })], period());
    await before(course, runId);
    const more = await correct(cycleId, personId, to);
    const went = await after(course, runId);
    for (const run of more) await finish(run);

    const isMore = WORTH[to] > WORTH[from];
    // Given up: only what a correction added to it is paid, on the list that finance signed for it.
    const worth = went ? WORTH[to] : isMore ? WORTH[to] - WORTH[from] : 0;
    const paid = (await paidTo(personId)) - earlier;
    // What came back, or was never sent, is paid at what it is worth: nothing is left to keep back.
    expect(course.includes('rejected') ? paid : worth).toBe(worth);

    const next = await payroll.build(randomUUID(), [score(n, personId)], period());
    await finish(next);
    expect((await paidTo(personId)) - earlier).toBe(worth + WORTH.excellent);

    const broken = await payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx));
    expect(broken).toEqual([]);
    const [claim] = await payroll.rows<Record<string, number>>(
      `SELECT accrued::int, payable::int, held::int, in_transit::int, rejected::int FROM ledger_claim c
       WHERE claim_id IN (SELECT id FROM bonus_line WHERE run_id = $1)`,
      [runId],
    );
    // Of what payroll sent back and nothing is left of, the two stand against each other.
    const stands = course.includes('rejected') && to === 'unqualified' ? WORTH.excellent : 0;
    expect(claim).toMatchObject({ accrued: worth, payable: 0 - stands, held: 0, in_transit: 0, rejected: stands });
    for (const run of [runId, next]) {
      const compared = await payroll.activities.reconcileRun(ref(run));
      expect(compared).toMatchObject({ agreed: true });
    }
    const cycle = await payroll.ask('lead', 'GET', `/v1/reconciliation?cycle=${cycleId}`);
    expect(cycle.body).toMatchObject({ agrees: true, differences: [] });
  });

  it('is not made while what it takes off waits for its signature to be paid again', async () => {
    const personId = worker(39);
    const cycleId = randomUUID();
    const runId = await payroll.build(cycleId, [score(1, personId)], period());
    await before('rejected', runId);
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    const body = { payoutIds: payouts.map(({ id }) => id), reason: '账户已更正' };
    const again = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs', body);
    expect(again.status).toBe(201);
    const correction = {
      cycleId,
      reason: '更正',
      scores: [{ personId, score: '90', band: 'qualified', evidence: 'the ledger' }],
    };
    const ask = (more: object) =>
      payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', { ...correction, ...more });
    const dry = await ask({ dryRun: true });
    expect(await ask({ dryRun: false, fingerprint: dry.body['fingerprint'] })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', detail: expect.stringMatching(/等待审批的重新发放/) },
    });
    const list = await listOf(payroll, String(again.body['id']));
    await submitList(payroll, list.id);
    const [task] = await payroll.rows<{ approvalId: string }>(
      'SELECT approval_id AS "approvalId" FROM bonus_list WHERE id = $1',
      [list.id],
    );
    await payroll.ask('reviewer', 'POST', `/v1/approvals/${task?.approvalId}/decisions`, {
      taskVersion: 1,
      decision: 'reject',
      comment: '先更正',
    });
    const anew = await ask({ dryRun: true });
    expect((await ask({ dryRun: false, fingerprint: anew.body['fingerprint'] })).status).toBe(200);
    const lower = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs', body);
    expect(lower.body).toMatchObject({ total: { amount: '500.00' } });
    const [line] = await linesOf(payroll, (await listOf(payroll, String(lower.body['id']))).id);
    expect(line?.reason).toMatch(/更正后减少 250\.00 CNY，实发 500\.00 CNY/);
  });
});
