import { randomUUID } from 'node:crypto';
import { PAYOUT_RUN_CHANGED } from '@goalbeat/contracts/workflows';
import type { PayoutResult } from '@goalbeat/contracts/workflows';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import type { WorkflowHandle } from '@temporalio/client';
import { fastClock, hour } from '../../test/clock.js';
import { FakeRun, FakeRuns } from '../../test/fake-runs.js';
import { recordHistory } from '../../test/record.js';
import { eventually, rest, startTemporal } from '../../test/temporal.js';
import type { Temporal } from '../../test/temporal.js';

const runs = new FakeRuns();
let temporal: Temporal;

beforeAll(async () => {
  temporal = await startTemporal({ services: { 'payroll-bridge': runs.activities } });
}, 30_000);
afterAll(() => temporal.end());

async function start(batches?: number): Promise<{ fake: FakeRun; handle: WorkflowHandle }> {
  const fake = runs.add(new FakeRun(randomUUID(), batches));
  fake.view = { ...fake.view, clock: fastClock() };
  const handle = await temporal.client.workflow.start('payout', {
    workflowId: `payout/t/${fake.runId}`,
    taskQueue: 'workflows',
    args: [{ tenantId: 't', runId: fake.runId, cycleId: 'c' }],
  });
  return { fake, handle };
}

async function tell(handle: WorkflowHandle, version: number): Promise<void> {
  await handle.signal(PAYOUT_RUN_CHANGED, { version });
}

async function resultOf(handle: WorkflowHandle): Promise<PayoutResult> {
  return (await handle.result()) as PayoutResult;
}

async function detailsOf(handle: WorkflowHandle): Promise<string> {
  const metadata = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return metadata.currentDetails ?? '';
}

function handedOver(fake: FakeRun): Promise<void> {
  return eventually('the hand-over', () => fake.view.state === 'awaiting-answers');
}

describe('payout', () => {
  beforeEach(() => {
    runs.queryAt = null;
  });

  it('posts what is signed, hands it over in batches, waits for every answer, reconciles and closes', async () => {
    const { fake, handle } = await start(3);
    await rest(100);
    expect(fake.log).toEqual([]);
    await tell(handle, fake.change({ state: 'signed' }));
    await handedOver(fake);
    await tell(handle, fake.answer(3, 0));
    await tell(handle, fake.answer(2, 1));
    expect(await resultOf(handle)).toEqual({ outcome: 'settled', paid: 5, rejected: 1 });
    expect(fake.log).toEqual(['post', 'hand over', 'hand over', 'hand over', 'reconcile', 'close']);
    expect((await handle.describe()).searchAttributes['GoalbeatStage']).toEqual(['awaiting-answers']);
    await recordHistory('payout', 'signed-answered-closed', handle);
  });

  it('asks by key about silence, once, and never hands over again', async () => {
    runs.queryAt = hour(1);
    const { fake, handle } = await start(1);
    await tell(handle, fake.change({ state: 'signed' }));
    await eventually('the question', () => fake.log.includes('query'));
    await rest(200);
    await tell(handle, fake.answer(1, 0));
    await rest(100);
    expect(fake.log).toEqual(['post', 'hand over', 'query']);
    await tell(handle, fake.answer(0, 1));
    expect(await resultOf(handle)).toEqual({ outcome: 'settled', paid: 1, rejected: 1 });
    await recordHistory('payout', 'silence', handle);
  });

  it('waits half a year for a payroll that says nothing, at the cost of one question, and of few events for each word', async () => {
    const HALF_A_YEAR_H = 26 * 7 * 24;
    const { fake, handle } = await start(1);
    // Half a year in two seconds.
    fake.view = { ...fake.view, clock: fastClock((HALF_A_YEAR_H * 3_600) / 2) };
    const businessNow = (): string => virtualNow(fake.view.clock, Date.now());
    runs.queryAt = hour(24);
    await tell(handle, fake.change({ state: 'signed' }));
    await eventually('the question', () => fake.log.includes('query'));
    await eventually('the wait', async () => (await detailsOf(handle)).includes('already asked'));
    const asked = (await handle.describe()).historyLength;
    await eventually('half a year', () => businessNow() > hour(HALF_A_YEAR_H));
    expect((await handle.describe()).historyLength).toBe(asked);
    // Each month payroll says that it is still at it, and is asked again a day later.
    for (let month = 1; month <= 6; month++) {
      await tell(handle, fake.change({ queryAt: hour(HALF_A_YEAR_H + month * 24) }));
      await eventually('the next question', () => fake.log.filter((what) => what === 'query').length === 1 + month);
    }
    await eventually('the last wait', async () => (await detailsOf(handle)).includes('already asked'));
    expect((await handle.describe()).historyLength).toBeLessThan(asked + 6 * 25);
    await tell(handle, fake.answer(2, 0));
    expect(await resultOf(handle)).toEqual({ outcome: 'settled', paid: 2, rejected: 0 });
    expect(fake.log.filter((what) => what === 'hand over')).toEqual(['hand over']);
    await recordHistory('payout', 'half-a-year-of-silence', handle);
  });

  it('goes on between two batches when its worker has gone while the first was handed over', async () => {
    const { fake, handle } = await start(2);
    const handOver = fake.handOver.bind(fake);
    let stopping: Promise<void> | undefined;
    fake.handOver = (queryAt) => {
      stopping ??= temporal.stopWorkflowWorker();
      return handOver(queryAt);
    };
    await tell(handle, fake.change({ state: 'signed' }));
    await eventually('the first batch', () => stopping !== undefined);
    await stopping;
    await temporal.startWorkflowWorker();
    await eventually('the hand-over', () => fake.view.state === 'awaiting-answers', 50_000);
    await tell(handle, fake.answer(3, 1));
    expect(await resultOf(handle)).toEqual({ outcome: 'settled', paid: 3, rejected: 1 });
    expect(fake.log).toEqual(['post', 'hand over', 'hand over', 'reconcile', 'close']);
  }, 90_000);

  it('waits while payouts are stopped, before posting and between batches, and goes on after the release', async () => {
    const { fake, handle } = await start(2);
    await tell(handle, fake.change({ state: 'signed', stopped: true }));
    await eventually('the stop', async () => (await detailsOf(handle)).startsWith('Payouts are stopped'));
    expect(fake.log).toEqual([]);
    const handOver = fake.handOver.bind(fake);
    // The stop commits while the first batch is handed over; its signal is late.
    fake.handOver = (queryAt) => {
      const answer = handOver(queryAt);
      if (fake.log.filter((what) => what === 'hand over').length === 1) fake.view = { ...fake.view, stopped: true };
      return answer;
    };
    await tell(handle, fake.change({ stopped: false }));
    await eventually('the second stop', async () => (await detailsOf(handle)).includes('the run is handing-over'));
    expect(fake.log).toEqual(['post', 'hand over']);
    const before = (await handle.describe()).historyLength;
    await rest(300);
    expect((await handle.describe()).historyLength).toBe(before);
    fake.handOver = handOver;
    await tell(handle, fake.change({ stopped: false }));
    await handedOver(fake);
    await tell(handle, fake.answer(4, 0));
    expect(await resultOf(handle)).toEqual({ outcome: 'settled', paid: 4, rejected: 0 });
    expect(fake.log).toEqual(['post', 'hand over', 'hand over', 'reconcile', 'close']);
    await recordHistory('payout', 'stopped-and-released', handle);
  });

  it('reverses what is posted when a run is cancelled while payouts are stopped', async () => {
    const { fake, handle } = await start(1);
    await tell(handle, fake.change({ state: 'posted', stopped: true }));
    await eventually('the stop', async () => (await detailsOf(handle)).startsWith('Payouts are stopped'));
    await tell(handle, fake.change({ state: 'cancelled' }));
    expect((await resultOf(handle)).outcome).toBe('cancelled');
    expect(fake.log).toEqual(['reverse']);
    await recordHistory('payout', 'cancelled-while-stopped', handle);
  });

  it('goes on with the same run when a returned list is submitted and signed again', async () => {
    const { fake, handle } = await start(1);
    await tell(handle, fake.change({ state: 'returned' }));
    await eventually('the return', async () => (await detailsOf(handle)).includes('the run is returned'));
    await tell(handle, fake.change({ state: 'in-approval' }));
    await tell(handle, fake.change({ state: 'signed' }));
    await handedOver(fake);
    await tell(handle, fake.answer(2, 0));
    expect((await resultOf(handle)).outcome).toBe('settled');
    await recordHistory('payout', 'returned-and-signed-again', handle);
  });

  it('ends without a posting when the list is cancelled before it is signed', async () => {
    const { fake, handle } = await start();
    await eventually('the wait', async () => (await detailsOf(handle)).startsWith('Waiting for finance'));
    await tell(handle, fake.change({ state: 'cancelled' }));
    expect(await resultOf(handle)).toEqual({ outcome: 'cancelled', paid: 0, rejected: 0 });
    expect(fake.log).toEqual([]);
    await recordHistory('payout', 'cancelled-before-signing', handle);
  });

  it('reverses what was posted and never sent when the run is cancelled under way; a refused reversal calls a person', async () => {
    const { fake, handle } = await start(2);
    fake.refuseHandOver = true;
    fake.refuseReversal = true;
    await tell(handle, fake.change({ state: 'signed' }));
    await eventually('the stop', async () => (await detailsOf(handle)).startsWith('Operator needed: handing over'));
    await tell(handle, fake.change({ state: 'cancelled' }));
    await eventually('the cry', async () => (await detailsOf(handle)).startsWith('Operator needed: reversing'));
    fake.refuseReversal = false;
    await tell(handle, fake.change({}));
    expect((await resultOf(handle)).outcome).toBe('cancelled');
    expect(fake.log).toEqual(['post', 'reverse']);
    await recordHistory('payout', 'cancelled-under-way', handle);
  });

  it('still waits for what payroll already has when the rest is cancelled', async () => {
    const { fake, handle } = await start(2);
    const handOver = fake.handOver.bind(fake);
    // The cancellation commits while the first batch is with payroll; its signal is late.
    fake.handOver = (queryAt) => {
      const answer = handOver(queryAt);
      fake.change({ state: 'cancelled' });
      fake.refuseHandOver = true;
      return answer;
    };
    await tell(handle, fake.change({ state: 'signed' }));
    await eventually('the stop', async () => (await detailsOf(handle)).startsWith('Operator needed: handing over'));
    await tell(handle, fake.view.version);
    await eventually('the reversal', () => fake.log.includes('reverse'));
    await tell(handle, fake.answer(2, 0));
    expect(await resultOf(handle)).toEqual({ outcome: 'cancelled', paid: 2, rejected: 0 });
    expect(fake.log).toEqual(['post', 'hand over', 'reverse', 'reconcile']);
    await recordHistory('payout', 'cancelled-half-handed-over', handle);
  });

  it('reverses unsent postings when an operator cancels the workflow itself', async () => {
    const { fake, handle } = await start(2);
    fake.refuseHandOver = true;
    await tell(handle, fake.change({ state: 'signed' }));
    await eventually('the stop', async () => (await detailsOf(handle)).startsWith('Operator needed: handing over'));
    await handle.cancel();
    await expect(handle.result()).rejects.toThrow(/cancelled/i);
    expect(fake.log).toEqual(['post', 'reverse']);
    expect((await handle.describe()).status.name).toBe('CANCELLED');
    await recordHistory('payout', 'workflow-cancelled', handle);
  });
});
