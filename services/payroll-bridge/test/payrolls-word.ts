import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { LedgerRepository } from '../src/ledger/ledger.repository.js';
import { score } from './company.js';
import { answerOf, type Payroll } from './payroll-service.js';

interface View {
  id: string;
  version: number;
}
export interface Rejected {
  payout: string;
  runId: string;
  cycleId: string;
}

/** Payouts that payroll rejected and says to have paid, and what finance does about it. */
export function payrollsWord(service: () => Payroll) {
  let week = 10;
  const nextPeriod = (): string => `2027-W${week++}`;
  const ref = (runId: string) => ({ tenantId: TENANT, runId });
  const hand = async (runId: string): Promise<string> => {
    await service().activities.postRun(ref(runId));
    await service().activities.handOverBatch(ref(runId));
    await service().confirmAll();
    const [payout] = await service().rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    return payout?.id ?? '';
  };
  const rejected = async (personId = worker(1)): Promise<Rejected> => {
    const cycleId = randomUUID();
    const runId = await service().build(cycleId, [score(1, personId)], nextPeriod());
    await service().signAll(runId);
    const payout = await hand(runId);
    expect(await service().answer(answerOf(payout, 'rejected', { code: 'x' }))).toEqual(['applied']);
    return { payout, runId, cycleId };
  };
  const saysPaid = async ({ payout, runId }: Rejected, over: Parameters<typeof answerOf>[2] = {}): Promise<View> => {
    const said = answerOf(payout, 'paid', { reference: 'PAY-7', at: '2026-11-23T09:30:00.000Z', ...over });
    expect(await service().answer(said)).toEqual(['contradiction']);
    return theOne(runId);
  };
  const theOne = async (runId: string): Promise<View> => {
    const { body } = await service().ask('lead', 'GET', `/v1/contradictions?run=${runId}&open`);
    const [one] = body['items'] as View[];
    if (one === undefined) throw new Error('there is none');
    return one;
  };
  const decide = (
    what: 'accept' | 'clear',
    who: Parameters<Payroll['ask']>[0],
    { id, version }: View,
    reason = '薪资已出示回单',
  ) => service().ask(who, 'POST', `/v1/contradictions/${id}/${what}`, { version, reason });
  const accepted = async (of: Rejected, first: 'reviewer' | 'lead' = 'reviewer'): Promise<void> => {
    expect((await decide('accept', first, await theOne(of.runId))).status).toBe(200);
    const second = await decide('accept', first === 'lead' ? 'reviewer' : 'lead', await theOne(of.runId));
    expect(second).toMatchObject({ status: 200, body: { closedAs: 'accepted' } });
  };
  const create = (payout: string) =>
    service().ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: [payout], reason: '账户已更正' });
  const again = async ({ payout }: Rejected): Promise<string> => {
    const { status, body } = await create(payout);
    expect(status).toBe(201);
    return String(body['id']);
  };
  const payoutNow = async (id: string) =>
    (
      await service().rows<Record<string, unknown>>(
        `SELECT p.state, p.paid_at AS "paidAt", p.reference, p.rejection_code AS code, l.state AS line FROM payout p
         JOIN bonus_line l ON l.id = p.line_id WHERE p.id = $1`,
        [id],
      )
    )[0];
  const notices = (id: string) =>
    service().rows(
      `SELECT FROM outbox WHERE payload ->> 'routingKey' = 'goalbeat.notice.requested.v1'
         AND payload #>> '{event,data,subjectId}' = $1 AND payload #>> '{event,data,kind}' = 'paid'`,
      [id],
    );
  const postings = async (id: string) =>
    (
      await service().rows<{ cause: string }>('SELECT cause FROM ledger_txn WHERE payout_id = $1 ORDER BY id', [id])
    ).map(({ cause }) => cause);
  const counts = async (runId: string) =>
    (await service().rows('SELECT paid, rejected, unanswered FROM payout_run WHERE id = $1', [runId]))[0];
  const agrees = async (...runIds: string[]) => {
    for (const runId of runIds)
      expect(await service().activities.reconcileRun(ref(runId))).toMatchObject({ agreed: true });
    const broken = await service().uow.read(TENANT, (tx) => service().get(LedgerRepository).brokenClaims(tx));
    expect(broken).toEqual([]);
  };
  const lineStates = async (runId: string) =>
    (await service().rows<{ state: string }>('SELECT state FROM bonus_line WHERE run_id = $1', [runId])).map(
      ({ state }) => state,
    );

  return {
    ref,
    hand,
    rejected,
    saysPaid,
    theOne,
    decide,
    accepted,
    create,
    again,
    payoutNow,
    notices,
    postings,
    counts,
    agrees,
    lineStates,
    nextPeriod,
  };
}
