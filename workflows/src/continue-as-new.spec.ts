import { randomUUID } from 'node:crypto';
import { APPROVAL_NEWS, CONTROL_CHANGED, PAYOUT_RUN_CHANGED } from '@goalbeat/contracts/workflows';
import type { CycleResult } from '@goalbeat/contracts/workflows';
import { STEP_NAMES } from '@goalbeat/domain/cycle/steps';
import type { WorkflowHandle } from '@temporalio/client';
import { fastClock } from '../test/clock.js';
import { FakeApproval, FakeApprovals } from '../test/fake-approvals.js';
import { FakeCycle, FakeCycles } from '../test/fake-cycles.js';
import { FakeRun, FakeRuns } from '../test/fake-runs.js';
import { recordHistory } from '../test/record.js';
import { eventually, startTemporal } from '../test/temporal.js';
import type { Temporal } from '../test/temporal.js';

// Waiting may last longer than a history: the server of this spec asks for a new run after 45 events instead of 4,096.
const cycles = new FakeCycles();
const approvals = new FakeApprovals();
const runs = new FakeRuns();
let temporal: Temporal;

beforeAll(async () => {
  temporal = await startTemporal({
    suggestContinueAsNewAt: 45,
    services: {
      goals: { ...cycles.goals, ...approvals.activities },
      appraisal: cycles.appraisal,
      'payroll-bridge': { ...runs.activities, ...cycles.payroll },
    },
  });
}, 30_000);
afterAll(() => temporal.end());

async function runCount(workflowId: string): Promise<number> {
  let count = 0;
  for await (const _run of temporal.client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) count += 1;
  return count;
}

async function cutAtLeastOnce(handle: WorkflowHandle): Promise<void> {
  await eventually('more than one run', async () => (await runCount(handle.workflowId)) > 1);
}

describe('a history that grows too long', () => {
  it('is cut between two steps of a cycle, which remembers what was handed over', async () => {
    const runId = randomUUID();
    const fake = cycles.add(
      new FakeCycle(
        randomUUID(),
        STEP_NAMES.map((step, i) => [step, i * 0.1]),
        { runIds: [runId] },
      ),
    );
    const handle = await temporal.client.workflow.start('cycle', {
      workflowId: `cycle/${fake.cycleId}`,
      taskQueue: 'workflows',
      args: [{ tenantId: 't', cycleId: fake.cycleId, definitionId: 'd', period: '2026-W47' }],
    });
    expect(((await handle.result()) as CycleResult).stepsRun).toEqual([...STEP_NAMES]);
    expect(fake.log.filter((entry) => entry === 'score results-1')).toHaveLength(1);
    await cutAtLeastOnce(handle);
    await recordHistory('cycle', 'last-of-several-runs', handle);
  });

  it('is cut while signals come in, and none is lost', async () => {
    const fake = cycles.add(new FakeCycle(randomUUID(), [['archive', 500]]));
    const handle = await temporal.client.workflow.start('cycle', {
      workflowId: `cycle/${fake.cycleId}`,
      taskQueue: 'workflows',
      args: [{ tenantId: 't', cycleId: fake.cycleId, definitionId: 'd', period: '2026-W47' }],
    });
    const signalled = temporal.client.workflow.getHandle(handle.workflowId);
    for (let i = 0; i < 30; i += 1) await signalled.signal(CONTROL_CHANGED, { version: fake.change({}) });
    await cutAtLeastOnce(handle);
    await signalled.signal(CONTROL_CHANGED, { version: fake.change({ state: 'cancelled' }) });
    expect(((await signalled.result()) as CycleResult).outcome).toBe('cancelled');
  });

  it('is cut on the ladder of an approval without climbing a rung twice', async () => {
    const fake = approvals.add(new FakeApproval(randomUUID(), fastClock()));
    const rungs = Array.from({ length: 12 }, (_, i): ['remind', number] => ['remind', 0.2 + i * 0.2]);
    const handle = await temporal.client.workflow.signalWithStart('approval', {
      workflowId: `approval/${fake.approvalId}`,
      taskQueue: 'workflows',
      args: [
        {
          tenantId: 't',
          service: 'goals',
          approvalId: fake.approvalId,
          subjectKind: 'plan',
          subjectId: fake.approvalId,
          round: 1,
          cycleId: null,
        },
      ],
      signal: APPROVAL_NEWS,
      signalArgs: [fake.open('lead', rungs)],
    });
    // On a busy machine missed rungs collapse: not all of them, but never one twice, and the last in any case.
    await eventually('the last rung', () => fake.log.includes('lead remind 12'));
    const signalled = temporal.client.workflow.getHandle(handle.workflowId);
    await signalled.signal(APPROVAL_NEWS, fake.close('approved'));
    expect(await handle.result()).toEqual({ outcome: 'approved' });
    expect(new Set(fake.log).size).toBe(fake.log.length);
    await cutAtLeastOnce(handle);
    await recordHistory('approval', 'last-of-several-runs', handle);
  });

  it('is cut while payouts are awaited, and hands nothing over twice', async () => {
    const fake = runs.add(new FakeRun(randomUUID(), 6));
    const handle = await temporal.client.workflow.start('payout', {
      workflowId: `payout/${fake.runId}`,
      taskQueue: 'workflows',
      args: [{ tenantId: 't', runId: fake.runId, cycleId: null }],
    });
    const signalled = temporal.client.workflow.getHandle(handle.workflowId);
    await signalled.signal(PAYOUT_RUN_CHANGED, { version: fake.change({ state: 'signed' }) });
    await eventually('the hand-over', () => fake.view.state === 'awaiting-answers');
    for (let i = 0; i < 11; i += 1) await signalled.signal(PAYOUT_RUN_CHANGED, { version: fake.answer(1, 0) });
    // The row may be read before its last signal is sent; then nobody is left to receive it, as the relay knows.
    await signalled.signal(PAYOUT_RUN_CHANGED, { version: fake.answer(1, 0) }).catch(() => undefined);
    expect(await handle.result()).toEqual({ outcome: 'settled', paid: 12, rejected: 0 });
    expect(fake.log.filter((entry) => entry === 'hand over')).toHaveLength(6);
    await cutAtLeastOnce(handle);
    await recordHistory('payout', 'last-of-several-runs', handle);
  });
});
