import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { employee, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

interface Past {
  id: string;
  no: number;
  reason: string;
  byId: string;
  changed: number;
  totals: { up: { amount: string }; down: { amount: string } }[];
}
interface Line {
  personNumber: string;
  before: { amount: string };
  after: { amount: string };
  difference: { amount: string };
  score: { score: string; band: string; evidence: string } | null;
  paidBy: { lineId: string; runId: string; state: string } | null;
  postings: { cause: string; debit: string; credit: string; amount: { amount: string } }[];
}

describe('corrections that were made', () => {
  let payroll: Payroll;
  const cycleId = randomUUID();
  let second: string;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.putPlan();
    await pay(
      await payroll.build(cycleId, [
        score(0, worker(0), { band: 'qualified' }),
        score(1, worker(1)),
        score(2, worker(2)),
      ]),
    );
    // One up, one down; then the same again, which is worth the same; then the one who went down comes up again.
    const [runId = ''] = await correct('复核订单', [
      { personId: worker(0), score: '104', band: 'excellent' },
      { personId: worker(1), score: '10', band: 'unqualified' },
    ]);
    second = runId;
    await pay(second);
    await correct('再核一次', []);
    await correct('退单撤回', [{ personId: worker(1), score: '80', band: 'qualified' }]);
  });
  afterAll(() => payroll.close());

  async function pay(runId: string): Promise<void> {
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    await payroll.confirmAll();
    await payroll.answer(...payouts.map(({ id }) => answerOf(id, 'paid')));
  }

  async function correct(
    reason: string,
    scores: { personId: string; score: string; band: string }[],
  ): Promise<string[]> {
    const body = { cycleId, reason, scores: scores.map((one) => ({ ...one, evidence: '工单 4711' })) };
    const dry = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', { ...body, dryRun: true });
    const done = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', {
      ...body,
      dryRun: false,
      fingerprint: dry.body['fingerprint'],
    });
    if (done.status !== 200) throw new Error(JSON.stringify(done.body));
    return done.body['runIds'] as string[];
  }

  const list = async (query = '', who: Parameters<Payroll['ask']>[0] = 'lead') => {
    const { status, body } = await payroll.ask(who, 'GET', `/v1/corrections?cycle=${cycleId}${query}`);
    return { status, items: body['items'] as Past[], next: body['next'] as string | null };
  };
  const linesOf = async (id: string, query = '', who: Parameters<Payroll['ask']>[0] = 'lead') => {
    const { status, body } = await payroll.ask(who, 'GET', `/v1/corrections/${id}/lines${query}`);
    return { status, items: body['items'] as Line[], next: body['next'] as string | null };
  };

  it('are listed newest first, with who, why, and what they came to, page by page', async () => {
    const { items } = await list();
    expect(items.map(({ no, reason, changed, byId }) => [no, reason, changed, byId])).toEqual([
      [3, '退单撤回', 1, STAFF.hr],
      [2, '再核一次', 0, STAFF.hr],
      [1, '复核订单', 2, STAFF.hr],
    ]);
    expect(items[2]?.totals).toMatchObject([{ up: { amount: '250.00' }, down: { amount: '-750.00' } }]);
    const page = await list('&limit=2');
    expect(page.items).toEqual(items.slice(0, 2));
    expect((await list(`&limit=2&after=${page.next}`)).items).toEqual(items.slice(2));
    expect((await payroll.ask('lead', 'GET', `/v1/corrections?cycle=${randomUUID()}`)).body).toEqual({
      items: [],
      next: null,
    });
  });

  it('say from what to what each person’s money went, and what was posted', async () => {
    const [third, , first] = (await list()).items;
    const { items } = await linesOf(first?.id ?? '');
    expect(items).toMatchObject([
      {
        personNumber: 'E0000',
        before: { amount: '500.00' },
        after: { amount: '750.00' },
        difference: { amount: '250.00' },
        score: { score: '104', band: 'excellent', evidence: '工单 4711' },
        paidBy: { runId: second, state: 'handed-over' },
        postings: [
          { cause: 'delta-up', debit: 'bonus-expense', credit: 'bonus-payable', amount: { amount: '250.00' } },
        ],
      },
      {
        personNumber: 'E0001',
        difference: { amount: '-750.00' },
        paidBy: null,
        postings: [
          { cause: 'delta-down', debit: 'bonus-payable', credit: 'bonus-expense', amount: { amount: '750.00' } },
        ],
      },
    ]);
    const one = await linesOf(first?.id ?? '', '?limit=1');
    expect(one.items).toEqual(items.slice(0, 1));
    expect((await linesOf(first?.id ?? '', `?limit=1&after=${one.next}`)).items).toEqual(items.slice(1));
    expect((await linesOf(first?.id ?? '', `?person=${worker(1)}`)).items).toEqual(items.slice(1));
    // What was taken down and is not kept back yet is taken back, not paid.
    expect((await linesOf(third?.id ?? '')).items).toMatchObject([
      { personNumber: 'E0001', difference: { amount: '500.00' }, paidBy: null, postings: [{ cause: 'delta-back' }] },
    ]);
  });

  it('are found by person, seen by partners for their units only, and by nobody below', async () => {
    expect((await list(`&person=${worker(0)}`)).items.map(({ no, changed }) => [no, changed])).toEqual([[1, 1]]);
    // Of sales: what the others' money came to is not in their figures, and a correction of others only is none to them.
    const [third, , first] = (await list()).items;
    expect((await list('', 'partner')).items).toMatchObject([
      { no: 1, changed: 1, totals: [{ up: { amount: '250.00' }, down: { amount: '0.00' } }] },
    ]);
    expect((await linesOf(first?.id ?? '', '', 'partner')).items.map((line) => line.personNumber)).toEqual(['E0000']);
    expect((await linesOf(third?.id ?? '', '', 'partner')).status).toBe(404);
    expect((await list('', employee(worker(0)))).status).toBe(403);
    expect((await linesOf(randomUUID())).status).toBe(404);
  });
});
