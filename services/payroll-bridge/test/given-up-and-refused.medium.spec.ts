import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recompute, type ToldStep } from '@goalbeat/domain/pay/recompute';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { decideList, linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';
import { of, Published } from './publications.js';

/** A pool of 1000.00 a cycle, split by score. */
describe('corrections after finance has refused or given up', () => {
  let payroll: Payroll;
  let week = 0;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 20);
    const award = { kind: 'pool', amount: '1000', baseByGrade: { P5: '1' } };
    const data = { version: 2, name: '奖金池', currency: 'CNY', award, prorate: false, finalDecider: 'S1' };
    await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data });
  });
  afterAll(() => payroll.close());

  const same = (...people: number[]) => people.map((n) => of(n, 'qualified', '100.00'));
  const fresh = () => new Published(payroll, `2028-W${String(++week).padStart(2, '0')}`);
  const to = (n: number, score: string) => ({
    scores: [{ personId: worker(n), score, band: 'qualified', evidence: '工单 4711' }],
  });
  const soundBooks = async () =>
    expect(await payroll.uow.read(TENANT, (tx) => payroll.get(LedgerRepository).brokenClaims(tx))).toEqual([]);
  const todo = async (cycle: Published) =>
    (
      await payroll.rows<{ title: string }>(
        `SELECT title FROM approval_task WHERE subject_kind = 'correction-refused' AND subject_id = $1 AND state = 'open'`,
        [cycle.cycleId],
      )
    ).map(({ title }) => title);

  async function asked(cycle: Published, over: object): Promise<string> {
    const dry = await cycle.ask(over);
    const made = await cycle.ask({ ...over, dryRun: false, fingerprint: dry.body['fingerprint'] });
    expect(made.status).toBe(200);
    return (made.body['runIds'] as string[])[0] ?? '';
  }
  async function submitted(runId: string): Promise<string> {
    const list = await listOf(payroll, runId);
    await submitList(payroll, list.id);
    return list.id;
  }
  const refuse = async (listId: string) => expect((await decideList(payroll, listId, 'reject')).status).toBe(200);

  /** The run is signed with this person's line held, and posted; all others are paid. */
  async function withHeld(runId: string, n: number) {
    const listId = await submitted(runId);
    const lineNow = async () => (await linesOf(payroll, listId)).find(({ personId }) => personId === worker(n));
    const line = await lineNow();
    const path = `/v1/bonus-lists/${listId}/lines/${line?.id}`;
    const hold = { version: line?.version, held: true, reason: '核对' };
    expect((await payroll.ask('reviewer', 'PUT', `${path}/hold`, hold)).status).toBe(200);
    await signList(payroll, listId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    await payroll.confirmAll();
    await payroll.answer(...payouts.map(({ id }) => answerOf(id, 'paid')));
    const giveUp = async () => {
      const body = { version: (await lineNow())?.version, reason: '不发' };
      expect((await payroll.ask('reviewer', 'POST', `${path}/cancel`, body)).status).toBe(200);
    };
    return { lineId: line?.id ?? '', giveUp };
  }

  it('pay nobody what finance gave up of an earlier one, only what comes on top of it', async () => {
    const cycle = fresh();
    await cycle.paid(...same(0, 1, 2));
    const { giveUp } = await withHeld(await asked(cycle, to(1, '400')), 1);
    await giveUp();
    expect(await cycle.worth(1)).toBe(33_333);
    const again = await cycle.ask({ scores: [] });
    expect(again.body).toMatchObject({ counts: { up: 0, down: 0, unchanged: 3 } });
    expect(await cycle.known(await cycle.publish(2, same(0, 1, 2)))).toMatchObject({ state: 'unchanged' });
    // A third instead of two thirds of the pool: what was paid, without what was given up.
    expect((await cycle.ask(to(0, '700'))).body).toMatchObject({
      lines: [{ personNumber: 'E0000' }, { personNumber: 'E0002' }],
    });
    // 8 of 10 shares: 800.00, of which 333.34 were given up.
    const more = to(1, '800');
    expect((await cycle.ask(more)).body).toMatchObject({
      lines: expect.arrayContaining([
        expect.objectContaining({ personNumber: 'E0001', after: { amount: '466.66', currency: 'CNY' } }),
      ]),
    });
    const { made } = await cycle.take(more);
    expect(await cycle.worth(1)).toBe(46_666);
    const [paid] = await payroll.rows<{ minor: string; explain: ToldStep[] }>(
      `SELECT amount_minor::text AS minor, explain FROM bonus_line WHERE run_id = $1`,
      [(made['runIds'] as string[])[0]],
    );
    expect(paid?.explain.at(-1)).toMatchObject({ code: 'given-up', values: { givenUp: '333.34' }, result: '133.33' });
    expect(recompute(paid?.explain ?? [], 'CNY').minor).toBe(BigInt(paid?.minor ?? 0));
    await cycle.take(to(1, '50'));
    expect(await cycle.worth(1)).toBe(20_000);
    await cycle.take(to(1, '200'));
    // What was paid beside it is theirs again, and no more: half of the pool is 500.00.
    expect(await cycle.worth(1)).toBe(33_333);
    await soundBooks();
  });

  it('leave to HR, by name, what one that is refused had left nothing of when it was given up', async () => {
    const cycle = fresh();
    await cycle.paid(...same(3, 4));
    const { giveUp } = await withHeld(await asked(cycle, to(4, '300')), 4);
    const listId = await submitted(await asked(cycle, to(3, '900')));
    await giveUp();
    await refuse(listId);
    expect(await todo(cycle)).toEqual([expect.stringMatching(/：员工 E0004 E0004 \+250\.00 CNY$/)]);
    expect(await cycle.worth(4)).toBe(50_000);
    await soundBooks();
  });

  it('leave to HR what the next one was to pay, when finance refuses that too', async () => {
    const cycle = fresh();
    await cycle.paid(...same(5, 6));
    const first = await submitted(await asked(cycle, to(5, '300')));
    await fresh().paid(...same(5, 6));
    await refuse(first);
    expect(await todo(cycle)).toEqual([expect.stringMatching(/E0006 \+250\.00 CNY$/)]);
    const second = await submitted(await asked(cycle, { scores: [] }));
    expect(await todo(cycle)).toEqual([]);
    await refuse(second);
    expect(await todo(cycle)).toEqual([expect.stringMatching(/E0006 \+250\.00 CNY$/)]);
    await cycle.take({ scores: [] });
    expect([await cycle.worth(5), await cycle.worth(6), ...(await todo(cycle))]).toEqual([50_000, 50_000]);
    await soundBooks();
  });

  it('leave to HR what was given back by one that is refused while a list pays it again', async () => {
    const cycle = fresh();
    const runId = await payroll.build(cycle.cycleId, same(7, 8), cycle.period);
    const { lineId } = await withHeld(runId, 8);
    await cycle.take(to(8, '50'));
    expect(await cycle.worth(8)).toBe(33_333);
    const listId = await submitted(await asked(cycle, to(8, '300')));
    expect(await cycle.worth(8)).toBe(50_000);
    const release = { lineIds: [lineId], reason: '放行' };
    const released = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', release);
    await refuse(listId);
    expect(await todo(cycle)).toEqual([expect.stringMatching(/E0008 -166\.67 CNY$/)]);
    await cycle.pay(String(released.body['id']));
    await cycle.take({ scores: [] });
    expect([await cycle.worth(7), await cycle.worth(8), ...(await todo(cycle))]).toEqual([66_667, 33_333]);
    const next = await payroll.build(fresh().cycleId, same(7, 8), `2028-W${String(++week).padStart(2, '0')}`);
    expect(
      await payroll.rows('SELECT amount_minor::int AS minor FROM bonus_line WHERE run_id = $1 ORDER BY person_number', [
        next,
      ]),
    ).toEqual([{ minor: 50_000 }, { minor: 33_333 }]);
    await soundBooks();
  });
});
