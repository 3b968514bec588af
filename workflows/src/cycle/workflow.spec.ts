import { randomUUID } from 'node:crypto';
import { CONTROL_CHANGED } from '@goalbeat/contracts/workflows';
import type { CycleResult } from '@goalbeat/contracts/workflows';
import { hold, release, virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import { STEP_NAMES } from '@goalbeat/domain/cycle/steps';
import type { WorkflowHandle } from '@temporalio/client';
import { fastClock, hour } from '../../test/clock.js';
import { FakeCycle, FakeCycles } from '../../test/fake-cycles.js';
import { FakeRun, FakeRuns } from '../../test/fake-runs.js';
import { recordHistory } from '../../test/record.js';
import { eventually, rest, startTemporal } from '../../test/temporal.js';
import type { Temporal } from '../../test/temporal.js';

const cycles = new FakeCycles();
const runs = new FakeRuns();
let temporal: Temporal;

beforeAll(async () => {
  temporal = await startTemporal({
    services: {
      goals: cycles.goals,
      appraisal: cycles.appraisal,
      'payroll-bridge': { ...runs.activities, ...cycles.payroll },
    },
  });
}, 30_000);
afterAll(() => temporal.end());

async function start(fake: FakeCycle): Promise<WorkflowHandle> {
  cycles.add(fake);
  const { cycleId } = fake;
  return temporal.client.workflow.start('cycle', {
    workflowId: `cycle/t/d/${cycleId}`,
    taskQueue: 'workflows',
    args: [{ tenantId: 't', cycleId, definitionId: 'd', period: '2026-W47' }],
  });
}

async function tell(handle: WorkflowHandle, version: number): Promise<void> {
  await handle.signal(CONTROL_CHANGED, { version });
}

async function resultOf(handle: WorkflowHandle): Promise<CycleResult> {
  return (await handle.result()) as CycleResult;
}

async function detailsOf(handle: WorkflowHandle): Promise<string> {
  const metadata = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return metadata.currentDetails ?? '';
}

describe('cycle', () => {
  it('waits through a quarter of thirteen weeks, each step at its instant', async () => {
    const WEEK = 7 * 24;
    const fake = new FakeCycle(
      randomUUID(),
      [
        ['issue', 1],
        ['close-planning', WEEK],
        ['ask-report', 12 * WEEK + 104],
        ['close-reporting', 12 * WEEK + 107],
        ['archive', 13 * WEEK],
      ],
      // A week in an eighth of a second.
      { clock: fastClock(5_000_000) },
    );
    const planned = fake.timeline.map(({ step, at }) => [step, at] as const);
    const handle = await start(fake);
    expect(await resultOf(handle)).toMatchObject({ outcome: 'archived' });
    expect([...fake.ranAt.keys()]).toEqual(planned.map(([step]) => step));
    for (const [step, at] of planned) expect((fake.ranAt.get(step) ?? '') >= at).toBe(true);
    await recordHistory('cycle', 'quarter', handle);
  });

  it('runs every step at its instant and in order, across the services, and starts the payouts', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    for (const runId of [first, second]) runs.add(new FakeRun(runId));
    const fake = new FakeCycle(
      randomUUID(),
      STEP_NAMES.map((step, i) => [step, i * 0.2]),
      { runIds: [first, second] },
    );
    fake.notYet = 2;
    const handle = await start(fake);

    expect(await resultOf(handle)).toEqual({ outcome: 'archived', stepsRun: [...STEP_NAMES] });
    expect(fake.log).toEqual([
      'issue',
      'remind-plan',
      'close-planning',
      'ask-report',
      'remind-report',
      'close-reporting',
      'close-confirming',
      'await results-1',
      'score results-1',
      'score',
      'publish score-run-1',
      'publish',
      'lists of scores-1',
      'bonus-list',
      'payout',
      'weekly-report',
      'archive',
    ]);
    STEP_NAMES.forEach((step, i) => expect((fake.ranAt.get(step) ?? '') >= hour(i * 0.2)).toBe(true));
    const stage = (await handle.describe()).searchAttributes['GoalbeatStage'];
    expect(stage).toEqual(['archived']);
    for (const runId of [first, second]) {
      const child = temporal.client.workflow.getHandle(`payout/t/${runId}`);
      expect((await child.describe()).status.name).toBe('RUNNING');
      await child.terminate();
    }
    await recordHistory('cycle', 'every-step', handle);
  });

  it('says in words what it waits for', async () => {
    const fake = new FakeCycle(randomUUID(), [['ask-report', 1000]]);
    fake.timeline = [{ step: 'ask-report', at: hour(1000), note: 'Fri 17:00' }];
    const handle = await start(fake);
    const words = `Waiting for Fri 17:00 (${hour(1000)}): ask everyone for their report`;
    await eventually('the words', async () => (await detailsOf(handle)) === words);
    await tell(handle, fake.change({ state: 'cancelled' }));
    expect((await resultOf(handle)).outcome).toBe('cancelled');
    await recordHistory('cycle', 'cancelled', handle);
  });

  it('does nothing while the clock is held and goes on where it stood', async () => {
    const fake = new FakeCycle(randomUUID(), [
      ['issue', 0],
      ['ask-report', 2],
    ]);
    const handle = await start(fake);
    await eventually('issue', () => fake.log.length === 1);
    fake.clock = hold(fake.clock, Date.now() + 100);
    await eventually('a refusal', () => fake.asked > 1);
    await rest(600);
    expect(fake.log).toEqual(['issue']);
    fake.clock = release(fake.clock, Date.now());
    expect((await resultOf(handle)).stepsRun).toEqual(['issue', 'ask-report']);
    expect((fake.ranAt.get('ask-report') ?? '') >= hour(2)).toBe(true);
    await recordHistory('cycle', 'held-clock', handle);
  });

  it('rests while paused, resumes, and obeys "close now" and an extension', async () => {
    const fake = new FakeCycle(randomUUID(), [
      ['issue', 0],
      ['close-reporting', 500],
      ['archive', 1000],
    ]);
    const handle = await start(fake);
    await eventually('issue', () => fake.log.length === 1);

    const early = fake.timeline.map((entry) => ({ ...entry, at: hour(0) }));
    await tell(handle, fake.change({ state: 'paused', timeline: early }));
    await eventually('the pause', async () => (await detailsOf(handle)).startsWith('Paused'));
    await rest(150);
    expect(fake.log).toEqual(['issue']);

    const [close, archive] = fake.timeline;
    if (close === undefined || archive === undefined) throw new Error('the fake lost its timeline');
    const extended = [close, { ...archive, at: hour(900) }];
    await tell(handle, fake.change({ state: 'running', timeline: extended }));
    await eventually('close now', () => fake.log.length === 2);
    await rest(150);
    expect(fake.log).toEqual(['issue', 'close-reporting']);

    await tell(handle, fake.change({ timeline: [{ ...archive, at: hour(0) }] }));
    expect((await resultOf(handle)).outcome).toBe('archived');
    await recordHistory('cycle', 'paused-closed-now-extended', handle);
  });

  it('reads the control row again when its version was overtaken, also when the signal is late', async () => {
    const fake = new FakeCycle(randomUUID(), [
      ['issue', 3],
      ['archive', 3.2],
    ]);
    const handle = await start(fake);
    await eventually('the first read', () => fake.reads === 1);
    fake.change({ timeline: fake.timeline.map((entry) => ({ ...entry, at: hour(3.5) })) });
    expect((await resultOf(handle)).stepsRun).toEqual(['issue', 'archive']);
    expect((fake.ranAt.get('issue') ?? '') >= hour(3.5)).toBe(true);
    await recordHistory('cycle', 'stale-version', handle);
  });

  it('waits for a person when a step is refused for good, and goes on when told', async () => {
    const fake = new FakeCycle(randomUUID(), [
      ['issue', 0],
      ['archive', 0.1],
    ]);
    fake.refuse = 'issue';
    const handle = await start(fake);
    await eventually('the cry for help', async () =>
      /^Operator needed.*calendar-not-covered/.test(await detailsOf(handle)),
    );
    fake.refuse = null;
    await tell(handle, fake.change({}));
    expect((await resultOf(handle)).outcome).toBe('archived');
    await recordHistory('cycle', 'refused-for-good', handle);
  });

  it('asks for what was handed over when it was started anew in the middle of the week', async () => {
    const runId = randomUUID();
    runs.add(new FakeRun(runId));
    await temporal.client.workflow.start('payout', {
      workflowId: `payout/t/${runId}`,
      taskQueue: 'workflows',
      args: [{ tenantId: 't', runId, cycleId: null }],
    });
    const fake = new FakeCycle(randomUUID(), [['payout', 0]], { runIds: [runId] });
    fake.log.push('close-confirming');
    const handle = await start(fake);
    expect((await resultOf(handle)).outcome).toBe('archived');
    expect(fake.log).toEqual([
      'close-confirming',
      'await results-1',
      'score results-1',
      'publish score-run-1',
      'lists of scores-1',
      'payout',
    ]);
    await temporal.client.workflow.getHandle(`payout/t/${runId}`).terminate();
    await recordHistory('cycle', 'started-anew-payout-already-running', handle);
  });

  it('skips nothing and repeats nothing when the worker is away for a while', async () => {
    const fake = new FakeCycle(
      randomUUID(),
      STEP_NAMES.slice(0, 6).map((step, i) => [step, 1 + i * 0.3]),
      { clock: fastClock(10_000) },
    );
    const handle = await start(fake);
    await eventually('the first read', () => fake.reads === 1);
    await temporal.stopWorkflowWorker();
    await eventually('the whole week to pass', () => virtualNow(fake.clock, Date.now()) > hour(3));
    await temporal.startWorkflowWorker();
    expect((await resultOf(handle)).stepsRun).toEqual(STEP_NAMES.slice(0, 6));
    expect(fake.log).toEqual(STEP_NAMES.slice(0, 6));
    await recordHistory('cycle', 'worker-away', handle);
  });
});
