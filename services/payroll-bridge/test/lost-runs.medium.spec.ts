import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAYOUTS_EXCHANGE } from '@goalbeat/contracts/names';
import { payoutWorkflowId } from '@goalbeat/contracts/workflows';
import { RelayHost } from '@goalbeat/service-kit/outbox/relay-host';
import { TemporalClient } from '@goalbeat/service-kit/temporal/client';
import { KnownRuns } from '@goalbeat/service-kit/temporal/known-runs';
import { LostRuns } from '@goalbeat/service-kit/temporal/lost-runs';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { eventually } from '@goalbeat/testing/harness/eventually';
import { forgetWorkflow } from '@goalbeat/testing/harness/forget-workflow';
import { Opened } from '@goalbeat/testing/harness/opened';
import { required } from '@goalbeat/testing/harness/test-environment';
import { startWorkflowWorker } from '@goalbeat/testing/harness/workflow-worker';
import { connect } from 'amqplib';
import { CycleCopyRepository } from '../src/cycle-copy/cycle-copy.repository.js';
import { LostPayouts } from '../src/payout-run/lost-payouts.js';
import { BatchCloser } from '../src/payout/batch-closer.js';
import { cycle, score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

const WITHIN_MS = 60_000;

describe('payout runs that Temporal has lost', () => {
  const opened = new Opened();
  let payroll: Payroll;
  let runs: KnownRuns;
  let lost: LostRuns;
  let week = 10;

  beforeAll(async () => {
    const temporal = {
      TEMPORAL_ADDRESS: required('TEST_TEMPORAL_ADDRESS'),
      TEMPORAL_NAMESPACE: required('TEST_TEMPORAL_NAMESPACE'),
    };
    const amqpUrl = required('TEST_AMQP_URL');
    const model = opened.add(await connect(amqpUrl), (its) => its.close());
    const channel = await model.createChannel();
    // Somebody listens, else the relay would try for ever.
    for (const exchange of ['goalbeat.events', PAYOUTS_EXCHANGE]) {
      await channel.assertExchange(exchange, 'topic', { durable: true });
      const { queue } = await channel.assertQueue('', { exclusive: true });
      await channel.bindQueue(queue, exchange, '#');
      await channel.consume(queue, () => undefined, { noAck: true });
    }
    opened.add(await startWorkflowWorker(temporal), (its) => its.kill('SIGTERM'));
    payroll = opened.add(await startPayroll({ run: ['http', 'activities'], amqpUrl, config: temporal }), (its) =>
      its.close(),
    );
    // Without the rounds that a process with a relay makes: here each look is the spec's.
    payroll.get(RelayHost).start();
    await payroll.seed(TENANT, 6);
    await payroll.putPlan();
    runs = payroll.get(KnownRuns);
    lost = payroll.get(LostRuns);
  }, WITHIN_MS);
  afterAll(() => opened.close(), WITHIN_MS);

  const idOf = (runId: string): string => payoutWorkflowId({ tenantId: TENANT, runId });
  const signed = async () => {
    week += 1;
    const [cycleId, period] = [randomUUID(), `2026-W${week}`];
    const runId = await payroll.build(
      cycleId,
      [0, 1, 2].map((n) => score(n, worker(n))),
      period,
    );
    await payroll.signAll(runId);
    return { cycleId, period, runId };
  };
  /** Its payout step has run: goals says so. */
  const payoutBegan = ({ cycleId, period }: { cycleId: string; period: string }): Promise<void> =>
    payroll.uow.write(TENANT, (tx) =>
      payroll.get(CycleCopyRepository).keepNewest(tx, {
        ...cycle(cycleId, period),
        version: 2,
        timeline: [{ step: 'payout', at: '2026-11-23T06:00:00.000Z', done: true }],
      }),
    );
  const begun = (runId: string): Promise<boolean> =>
    eventually(
      () => runs.knows(idOf(runId)),
      (known) => known,
      WITHIN_MS,
    );
  const reaches = (runId: string, state: string): Promise<string> =>
    eventually(
      async () =>
        (await payroll.rows<{ state: string }>('SELECT state FROM payout_run WHERE id = $1', [runId]))[0]?.state ?? '',
      (now) => now === state,
      WITHIN_MS,
    );
  const logOf = async (runId: string): Promise<string[]> =>
    (
      await payroll.rows<{ action: string }>(
        `SELECT action FROM process_log WHERE subject_kind = 'payout-run' AND subject_id = $1 ORDER BY id`,
        [runId],
      )
    ).map(({ action }) => action);
  const payoutsOf = async (runId: string): Promise<string[]> =>
    (await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId])).map(
      ({ id }) => id,
    );

  it('go on where they were, to the end, and pay nothing twice', async () => {
    const run = await signed();
    const { runId } = run;
    await payoutBegan(run);
    await lost.look();
    await reaches(runId, 'awaiting-answers');
    const payouts = await payoutsOf(runId);
    expect(payouts).toHaveLength(3);

    await forgetWorkflow({ temporal: payroll.get(TemporalClient), runs }, 'payout', idOf(runId));
    await payroll.answer(...payouts.slice(0, 1).map((id) => answerOf(id, 'paid')));
    await lost.look();
    await begun(runId);
    await payroll.answer(...payouts.slice(1).map((id) => answerOf(id, 'paid')));
    // RabbitMQ has taken them all, which the round that runs in each process with a relay would see.
    await eventually(
      () => payroll.get(BatchCloser).closeConfirmed(),
      (left) => left === 0,
      WITHIN_MS,
    );
    await reaches(runId, 'settled');
    expect(await payoutsOf(runId)).toEqual(payouts);
    const log = await logOf(runId);
    expect(log.filter((action) => action === 'workflow-restarted')).toHaveLength(2);
    for (const action of ['posted', 'handed-over']) expect(log.filter((one) => one === action)).toHaveLength(1);

    const before = await logOf(runId);
    await lost.look();
    expect(await logOf(runId)).toEqual(before);
  }, 180_000);

  it('of a cycle are left to its payout step until that has come', async () => {
    const run = await signed();
    await lost.look();
    expect(await runs.knows(idOf(run.runId))).toBe(false);
    expect(await logOf(run.runId)).not.toContain('workflow-restarted');
    expect(await payoutsOf(run.runId)).toEqual([]);
  }, 60_000);

  it('hear once more what was said after the state that Temporal was put back to', async () => {
    week += 1;
    const [cycleId, period] = [randomUUID(), `2026-W${week}`];
    const runId = await payroll.build(cycleId, [score(0, worker(0))], period);
    await payoutBegan({ cycleId, period });
    await lost.look();
    await begun(runId);
    await payroll.rows(`CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`);
    await payroll.rows(
      `CREATE TRIGGER lose BEFORE INSERT ON outbox FOR EACH ROW WHEN (NEW.payload->>'kind' = 'signal') EXECUTE FUNCTION lose()`,
    );
    await payroll.signAll(runId);
    await payroll.rows('DROP TRIGGER lose ON outbox');
    // Its workflow has not heard of the signature, and nobody will say it again but who starts.
    expect(await reaches(runId, 'signed')).toBe('signed');
    await payroll.get(LostPayouts).sayAgain(TENANT, [runId]);
    await reaches(runId, 'awaiting-answers');
    expect(await payoutsOf(runId)).toHaveLength(1);
  }, 120_000);
});
