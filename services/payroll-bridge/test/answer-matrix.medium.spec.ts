import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import { PAYOUT_STATES, type PayoutState } from '@goalbeat/domain/payout/lifecycle';
import { OTHER_TENANT, TENANT, worker } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import { ANSWER_KINDS, ANSWER_MATRIX, type AnswerKind } from '../src/payout/answer-matrix.js';
import { BY_PAYROLL } from '../src/organisation/actor.js';
import { TakeAnswers } from '../src/payout/take-answers.js';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { twoPeople } from './two-people.js';

const CASES = PAYOUT_STATES.flatMap((state) => ANSWER_KINDS.map((kind) => ({ state, kind })));
const CHANNELS = ['queue', 'http', 'file'] as const;
type Channel = (typeof CHANNELS)[number];

/** What payroll says, in each way of saying it, about payouts in each state. */
describe('every answer in every state', () => {
  let payroll: Payroll;
  let week = 1;
  const machine = keyPrincipal(['payroll'], TENANT);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, CASES.length);
    await payroll.seed(OTHER_TENANT, 1);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  async function handOver(channel: Channel, people: number): Promise<{ runId: string; ids: string[]; fileId: string }> {
    await twoPeople(() => payroll).goBy({ way: channel === 'file' ? 'csv' : 'rabbitmq' });
    const scores = Array.from({ length: people }, (_, n) => score(n, worker(n)));
    const runId = await payroll.build(randomUUID(), scores, `2027-W${String(week++).padStart(2, '0')}`);
    const ref = { tenantId: TENANT, runId };
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    const rows = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId]);
    const files = await payroll.ask('lead', 'GET', `/v1/payout-files?run=${runId}`);
    const fileId = (files.body['items'] as { id: string }[])[0]?.id ?? '';
    if (channel === 'file') await payroll.ask('lead', 'POST', `/v1/payout-files/${fileId}/release`);
    return { runId, ids: rows.map((row) => row.id), fileId };
  }

  const answerFor = (id: string, kind: AnswerKind): PayoutAnswer => {
    if (kind === 'other-amount') return answerOf(id, 'paid', { amount: { amount: '750.01', currency: 'CNY' } });
    if (kind === 'other-currency') return answerOf(id, 'paid', { amount: { amount: '750.00', currency: 'USD' } });
    return answerOf(id, kind, { amount: { amount: '750.00', currency: 'CNY' }, code: 'said' });
  };

  /** What each answer came to; a row that the file's reader refuses is `refused`. */
  async function say(channel: Channel, fileId: string, answers: readonly PayoutAnswer[]): Promise<string[]> {
    if (channel === 'queue') return payroll.answer(...answers);
    if (channel === 'http') {
      const said: string[] = [];
      for (const answer of answers) {
        const { body } = await payroll.ask(machine, 'POST', '/v1/payout-answers', answer);
        said.push(String(body['outcome'] ?? body['code']));
      }
      return said;
    }
    const rows = answers.map(({ payoutId, amount, outcome, code }) =>
      [payoutId, amount?.amount ?? '', amount?.currency ?? '', outcome, code ?? ''].join(','),
    );
    const response = await payroll.app.inject({
      method: 'POST',
      url: `/v1/payout-files/${fileId}/results?mode=good-rows`,
      headers: { authorization: `Bearer ${payroll.tokenOf(machine)}`, 'content-type': 'text/csv' },
      payload: ['payout_id,amount,currency,outcome,code', ...rows].join('\n'),
    });
    const { taken } = response.json<{ taken: { line: number; outcome: string }[] }>();
    const byLine = new Map(taken.map((one) => [one.line, one.outcome]));
    return answers.map((_, at) => byLine.get(at + 2) ?? 'refused');
  }

  /** Past what the database keeps by itself: each payout in a state that it did not come to. */
  const past = (sql: string) =>
    payroll.database.admin.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`);

  it.each(CHANNELS)('comes to what is written, by %s', async (channel) => {
    const { ids, fileId } = await handOver(channel, CASES.length);
    await past(
      `UPDATE payout p SET state = c.state FROM jsonb_to_recordset('${JSON.stringify(
        CASES.map(({ state }, at) => ({ id: ids[at], state })),
      )}'::jsonb) AS c(id uuid, state text) WHERE p.id = c.id`,
    );
    const said = await say(
      channel,
      fileId,
      CASES.map(({ kind }, at) => answerFor(ids[at] ?? '', kind)),
    );
    const rows = await payroll.rows<{ id: string; state: PayoutState }>(
      'SELECT id, state FROM payout WHERE id = ANY($1)',
      [ids],
    );
    const after = new Map(rows.map((row) => [row.id, row.state]));
    const seen = CASES.map(({ state, kind }, at) => ({
      state,
      kind,
      came: said[at] === 'applied' ? after.get(ids[at] ?? '') : said[at],
      changed: after.get(ids[at] ?? '') !== state,
    }));
    expect(seen).toEqual(
      CASES.map(({ state, kind }) => {
        // A file with another amount than was handed over was edited: its reader hears of it, by line.
        const edited = channel === 'file' && (kind === 'other-amount' || kind === 'other-currency');
        const cell = edited ? 'refused' : ANSWER_MATRIX[state][kind];
        return { state, kind, came: cell, changed: PAYOUT_STATES.some((one) => one === cell) };
      }),
    );
  });

  it.each(CHANNELS)('is heard of a cancelled run, and of nobody else’s payouts, by %s', async (channel) => {
    const { runId, ids, fileId } = await handOver(channel, 1);
    await payroll.rows(`UPDATE payout_run SET state = 'cancelled' WHERE id = $1`, [runId]);
    const [mine = ''] = ids;
    const stranger = answerOf(randomUUID(), 'paid', { code: 'said' });
    expect(await say(channel, fileId, [answerFor(mine, 'accepted'), stranger])).toEqual([
      'applied',
      channel === 'file' ? 'refused' : 'unknown-payout',
    ]);
    expect(await say(channel, fileId, [answerFor(mine, 'paid')])).toEqual(['applied']);
  });

  it.each(['queue', 'http'] as const)(
    'knows an answer’s id again, and one that says something else by it, by %s',
    async (channel) => {
      const { ids, fileId } = await handOver(channel, 2);
      const first = answerOf(ids[0] ?? '', 'paid', { reference: 'P-1' });
      const said = (over: Partial<PayoutAnswer>) => say(channel, fileId, [{ ...first, ...over }]);
      expect(await said({})).toEqual(['applied']);
      expect(await said({ at: '2026-11-24T08:00:00.000Z', text: 'again' })).toEqual(['repeated']);
      expect(await said({ amount: { amount: '1.00', currency: 'CNY' } })).toEqual(['contradiction']);
      expect(await said({ reference: 'P-2' })).toEqual(['contradiction']);
      expect(await said({ outcome: 'rejected', code: 'X1' })).toEqual(['contradiction']);
      expect(await said({ payoutId: ids[1] ?? '' })).toEqual(['contradiction']);
    },
  );

  it('tells another company nothing of a payout, and changes nothing for it', async () => {
    const { ids } = await handOver('queue', 1);
    const answer = answerOf(ids[0] ?? '', 'paid', { tenantId: OTHER_TENANT });
    expect(
      await payroll.uow.write(OTHER_TENANT, (tx) => payroll.get(TakeAnswers).take(tx, [answer], BY_PAYROLL)),
    ).toEqual(['unknown-payout']);
    expect((await payroll.ask(machine, 'POST', '/v1/payout-answers', answer)).status).toBe(404);
    expect(await payroll.rows('SELECT state FROM payout WHERE id = $1', [ids[0]])).toEqual([{ state: 'requested' }]);
  });
});
