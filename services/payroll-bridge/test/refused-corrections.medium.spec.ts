import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { decideList, listOf, submitList } from './lists.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { of, Published } from './publications.js';

/** A pool of 1000.00, and each cycle two people with the same score. */
describe('a correction by hand that finance refuses', () => {
  let payroll: Payroll;
  let week = 0;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 20);
    const award = { kind: 'pool', amount: '1000', baseByGrade: { P5: '1' } };
    const data = { version: 2, name: '奖金池', currency: 'CNY', award, prorate: false, finalDecider: 'S1' };
    const { status } = await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data });
    if (status !== 200) throw new Error(`The plan is refused: ${status}`);
  });
  afterAll(() => payroll.close());

  const same = (...people: number[]) => people.map((n) => of(n, 'qualified', '100.00'));
  const fresh = () => new Published(payroll, `2028-W${String(++week).padStart(2, '0')}`);
  const tripled = (n: number) => ({
    scores: [{ personId: worker(n), score: '300', band: 'qualified', evidence: '工单 4711' }],
  });

  /** @returns the list that waits for its signature */
  async function asked(cycle: Published, n: number): Promise<string> {
    const dry = await cycle.ask(tripled(n));
    const made = await cycle.ask({ ...tripled(n), dryRun: false, fingerprint: dry.body['fingerprint'] });
    expect(made.status).toBe(200);
    const list = await listOf(payroll, (made.body['runIds'] as string[])[0] ?? '');
    await submitList(payroll, list.id);
    return list.id;
  }
  const refuse = async (listId: string) => expect((await decideList(payroll, listId, 'reject')).status).toBe(200);
  const told = (n: number, cycle: Published) =>
    payroll.rows<{ difference: string; reason: string }>(
      `SELECT payload #>> '{event,data,values,difference}' AS difference, payload #>> '{event,data,values,reasonEn}' AS reason FROM outbox
       WHERE payload #>> '{event,data,kind}' = 'pay-corrected' AND payload #>> '{event,data,personId}' = $1
         AND payload #>> '{event,data,values,link}' LIKE '%' || $2 ORDER BY id`,
      [worker(n), cycle.cycleId],
    );
  const todos = (cycle: Published) =>
    payroll.rows<{ title: string }>(
      `SELECT title FROM approval_task WHERE subject_kind = 'correction-refused' AND subject_id = $1 AND state = 'open'`,
      [cycle.cycleId],
    );
  const broken = () => payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx));

  it('gives back what it took from others, tells them once, and stands no more', async () => {
    const cycle = fresh();
    await cycle.paid(...same(0, 1));
    const listId = await asked(cycle, 0);
    expect([await cycle.worth(0), await cycle.worth(1)]).toEqual([50_000, 25_000]);
    await refuse(listId);
    expect([await cycle.worth(0), await cycle.worth(1)]).toEqual([50_000, 50_000]);
    const notices = await told(1, cycle);
    expect(notices.map(({ difference }) => difference)).toEqual(['-250.00', '250.00']);
    expect(notices.at(-1)?.reason).toMatch(/250\.00 CNY that was to be kept back.*is yours again/);
    expect(await told(0, cycle)).toEqual([]);
    expect(await todos(cycle)).toEqual([]);
    expect(await broken()).toEqual([]);

    const next = fresh();
    const runId = await payroll.build(next.cycleId, same(0, 1), next.period);
    expect(await payroll.rows('SELECT amount_minor::int AS minor FROM bonus_line WHERE run_id = $1', [runId])).toEqual([
      { minor: 50_000 },
      { minor: 50_000 },
    ]);
    // Nobody decided anything that the same scores would undo, or that would be asked for again.
    const batch = await cycle.publish(2, same(0, 1));
    expect(await cycle.known(batch)).toMatchObject({ state: 'unchanged' });
  });

  it('may be asked for again, and is paid once', async () => {
    const cycle = fresh();
    await cycle.paid(...same(2, 3));
    await refuse(await asked(cycle, 2));
    await cycle.take(tripled(2));
    expect([await cycle.worth(2), await cycle.worth(3)]).toEqual([75_000, 25_000]);
    expect(await broken()).toEqual([]);
  });

  it('leaves to HR, by name and amount, what a later bonus has kept back by then', async () => {
    const cycle = fresh();
    await cycle.paid(...same(4, 5));
    const listId = await asked(cycle, 4);
    const next = fresh();
    await next.paid(...same(4, 5));
    await refuse(listId);
    expect(await cycle.worth(5)).toBe(25_000);
    const [todo] = await todos(cycle);
    expect(todo?.title).toMatch(/财务未批准更正.*250\.00 CNY/);
    await cycle.take({ scores: [] });
    expect([await cycle.worth(4), await cycle.worth(5)]).toEqual([50_000, 50_000]);
    expect(await todos(cycle)).toEqual([]);
    expect(await broken()).toEqual([]);
  });

  it('and whoever is only added to a pool takes no share from the others', async () => {
    const cycle = fresh();
    await cycle.paid(...same(6, 7));
    const batch = await cycle.publish(2, same(6, 7, 8));
    const { body } = await cycle.ask({ batchId: batch });
    expect(body).toMatchObject({ counts: { up: 0, down: 0, unchanged: 2, added: 1 } });
    await cycle.take({ batchId: batch });
    expect([await cycle.worth(6), await cycle.worth(7)]).toEqual([50_000, 50_000]);
  });
});
