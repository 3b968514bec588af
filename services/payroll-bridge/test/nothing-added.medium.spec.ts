import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { type LineNow, linesOf, listOf, submitList } from './lists.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { holdLine, inTurn, sign, taskOf, type TaskNow } from './signing.js';

/** Three lines of 60,000: the lead is asked above 100,000. */
describe('a list is signed as it was looked at', () => {
  let payroll: Payroll;
  let week = 0;
  let listId: string;
  let runId: string;
  let lines: LineNow[];

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    await payroll.putPlan({ baseByGrade: { P5: '40000' } });
  });
  afterAll(() => payroll.close());
  beforeEach(async () => {
    week += 1;
    runId = await payroll.build(
      randomUUID(),
      [0, 1, 2].map((n) => score(n, worker(n))),
      `2027-W${String(week).padStart(2, '0')}`,
    );
    listId = (await listOf(payroll, runId)).id;
    await submitList(payroll, listId);
    lines = await linesOf(payroll, listId);
  });

  const put = async (held: boolean): Promise<void> => {
    expect(await holdLine(payroll, listId, lines[0], held)).toMatchObject({ status: 200 });
    lines = await linesOf(payroll, listId);
  };
  const total = async (): Promise<unknown> =>
    (await payroll.ask('lead', 'GET', `/v1/bonus-lists/${listId}`)).body['total'];
  const approvalNow = async () => {
    const [row] = await payroll.rows<{ title: string; facts: object }>(
      `SELECT title, facts FROM approval WHERE subject_id = $1 AND closed_at IS NULL`,
      [listId],
    );
    return row;
  };
  const CNY = (amount: string) => ({ amount, currency: 'CNY' });

  it('is told at once on desks, in titles and limits, what is left to sign', async () => {
    const before = await taskOf(payroll, listId);
    expect(before.title).toMatch(/ 180000\.00$/);
    await put(true);
    const after = await taskOf(payroll, listId);
    expect(after).toMatchObject({ id: before.id, version: before.version + 1 });
    expect(after.title).toMatch(/ 120000\.00$/);
    expect(await approvalNow()).toMatchObject({
      title: after.title,
      facts: { amount: '120000.00', amountOf: { own: '120000.00', others: '0.00', lists: 0 } },
    });
    const told = await payroll.rows<{ task: { title: string; version: number } }>(
      `SELECT t AS task FROM outbox, jsonb_array_elements(payload #> '{event,data,tasks}') AS t WHERE t ->> 'taskId' = $1
       ORDER BY (t ->> 'version')::int DESC LIMIT 1`,
      [before.id],
    );
    expect(told[0]?.task).toMatchObject({ title: after.title, version: after.version, state: 'open' });
    const [logged] = await payroll.rows<{ details: object }>(
      `SELECT details FROM process_log WHERE subject_id = $1 AND action = 'line-held'`,
      [listId],
    );
    expect(logged?.details).toMatchObject({ amount: '6000000', amountToSign: '120000.00' });
  });

  it('may be signed by whoever saw it before a line was held: nothing was added', async () => {
    const seen = await taskOf(payroll, listId);
    await put(true);
    expect(await sign(payroll, seen)).toMatchObject({ status: 200 });
    expect(await total()).toEqual(CNY('120000.00'));
  });

  it('is refused as stale to whoever looked before a line came back, with the new sum', async () => {
    await put(true);
    const seen = await taskOf(payroll, listId);
    await put(false);
    expect(await sign(payroll, seen)).toMatchObject({
      status: 409,
      body: {
        code: 'stale-version',
        detail: expect.stringMatching(/180000\.00.*请重新查看/),
      },
    });
    expect(await sign(payroll, seen, 'return')).toMatchObject({ status: 409 });
    const again = await taskOf(payroll, listId);
    expect(again.version).toBe(seen.version + 1);
    expect(await sign(payroll, again)).toMatchObject({ status: 200 });
  });

  it('goes on by what there is to sign: the lead is not asked for what was held', async () => {
    await put(true);
    expect(await holdLine(payroll, listId, lines[1], true)).toMatchObject({ status: 200 });
    expect(await sign(payroll, await taskOf(payroll, listId))).toMatchObject({ body: { state: 'approved' } });
  });

  it('has nothing put back once anybody has signed, not what was held since either', async () => {
    await put(true);
    const reviewed = await sign(payroll, await taskOf(payroll, listId));
    expect(reviewed.body).toMatchObject({ state: 'open', stepId: 'lead' });
    const held = lines[1];
    expect(await holdLine(payroll, listId, held, true, 'lead')).toMatchObject({ status: 200 });
    lines = await linesOf(payroll, listId);
    for (const line of [lines[0], lines[1]])
      expect(await holdLine(payroll, listId, line, false, 'lead')).toMatchObject({
        status: 409,
        body: { code: 'wrong-state', detail: expect.stringMatching(/不能再加入明细/) },
      });
    await expect(
      payroll.uow.write(TENANT, (tx) =>
        tx.execute(
          `UPDATE bonus_line SET state = 'ready', held_reason = NULL, handled_by = $2, held_round = NULL, held_signatures = NULL WHERE id = $1`,
          [held?.id, STAFF.lead],
        ),
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });

  describe('when a line and a signature meet', () => {
    const meet = <A, B>(first: () => Promise<A>, second: () => Promise<B>) =>
      inTurn(payroll, `SELECT FROM payroll.approval WHERE subject_id = '${listId}' FOR UPDATE`, first, second);
    let seen: TaskNow;
    const signs = () => sign(payroll, seen);
    const puts = (held: boolean) => () => holdLine(payroll, listId, lines[0], held);

    it('and the line came back first, the signature looks again', async () => {
      await put(true);
      seen = await taskOf(payroll, listId);
      const [back, signed] = await meet(puts(false), signs);
      expect([back.status, signed.status]).toEqual([200, 409]);
      expect(signed.body).toMatchObject({ code: 'stale-version' });
      expect(await total()).toEqual(CNY('180000.00'));
    });

    it('and the signature was first, the line stays out', async () => {
      await put(true);
      seen = await taskOf(payroll, listId);
      const [signed, back] = await meet(signs, puts(false));
      expect([signed.status, back.status]).toEqual([200, 403]);
      expect(await total()).toEqual(CNY('120000.00'));
      expect(await taskOf(payroll, listId)).toMatchObject({
        assigneeId: STAFF.lead,
        title: expect.stringMatching(/ 120000\.00$/),
      });
    });

    it('and the hold was first, less is signed than was looked at', async () => {
      seen = await taskOf(payroll, listId);
      const [held, signed] = await meet(puts(true), signs);
      expect([held.status, signed.status]).toEqual([200, 200]);
      expect(await total()).toEqual(CNY('120000.00'));
    });

    it('and the signature was first, holding is the next signer’s', async () => {
      seen = await taskOf(payroll, listId);
      const [signed, held] = await meet(signs, puts(true));
      expect([signed.status, held.status]).toEqual([200, 403]);
      expect(await total()).toEqual(CNY('180000.00'));
    });

    it('and the database alone is asked, a line waits for the signature under way', async () => {
      await put(true);
      seen = await taskOf(payroll, listId);
      const sql = () =>
        payroll.uow
          .write(TENANT, (tx) =>
            tx.execute(
              `UPDATE bonus_line SET state = 'ready', held_reason = NULL, handled_by = $2, held_round = NULL, held_signatures = NULL WHERE id = $1`,
              [lines[0]?.id, STAFF.reviewer],
            ),
          )
          .catch((error: unknown) => error);
      const [signed, changed] = await meet(signs, sql);
      expect(signed.status).toBe(200);
      expect(changed).toMatchObject({ code: '23514' });
    });
  });
});
