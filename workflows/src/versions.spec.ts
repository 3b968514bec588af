import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { APPROVAL_NEWS, CONTROL_CHANGED } from '@goalbeat/contracts/workflows';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { fastClock } from '../test/clock.js';
import { FakeApproval } from '../test/fake-approvals.js';
import { FakeCycle, FakeCycles } from '../test/fake-cycles.js';
import { fromHistoryJson } from '../test/history-json.js';
import { nextBuild } from '../test/next-build.js';
import { HISTORIES } from '../test/record.js';
import { eventually, rest, startTemporal } from '../test/temporal.js';
import type { Temporal } from '../test/temporal.js';
import { promoteVersion } from './worker/promote-version.js';

const DEPLOYMENT = 'goalbeat-workflows';
const cycles = new FakeCycles();
let temporal: Temporal;
let next: Awaited<ReturnType<typeof nextBuild>>;
let careless: Awaited<ReturnType<typeof nextBuild>>;

beforeAll(async () => {
  [temporal, next, careless] = await Promise.all([
    startTemporal({ services: { goals: cycles.goals } }),
    nextBuild(true),
    nextBuild(false),
  ]);
}, 60_000);
afterAll(async () => {
  await temporal.end();
  next.remove();
  careless.remove();
});

const version = (buildId: string) => ({ deploymentName: DEPLOYMENT, buildId });
const promote = (buildId: string) => promoteVersion(temporal.client.connection, 'default', version(buildId), 15_000);

interface Started {
  fake: FakeCycle;
  handle: WorkflowHandle;
}

async function startCycle(): Promise<Started> {
  const fake = new FakeCycle(randomUUID(), [
    ['issue', 0],
    ['ask-report', 0.1],
    ['archive', 0.2],
  ]);
  fake.state = 'paused';
  cycles.add(fake);
  const { cycleId } = fake;
  const handle = await temporal.client.workflow.start('cycle', {
    workflowId: `cycle/t/d/${cycleId}`,
    taskQueue: 'workflows',
    args: [{ tenantId: 't', cycleId, definitionId: 'd', period: '2026-W47' }],
  });
  return { fake, handle };
}

/** Lets the next step happen, then pauses again. */
async function goThrough(step: StepName, { fake, handle }: Started): Promise<void> {
  const [first, ...later] = fake.timeline;
  const far = { step: 'archive', at: '2099-01-01T00:00:00.000Z', note: '' } as const;
  const timeline = first === undefined ? [far] : [first, far];
  await handle.signal(CONTROL_CHANGED, { version: fake.change({ state: 'running', timeline }) });
  await eventually(step, () => fake.log.includes(step));
  await handle.signal(CONTROL_CHANGED, { version: fake.change({ state: 'paused', timeline: later }) });
  await eventually('the pause', async () => (await stageOf(handle)) === 'paused');
}

async function goOn({ fake, handle }: Started): Promise<unknown> {
  await handle.signal(CONTROL_CHANGED, { version: fake.change({ state: 'running' }) });
  return handle.result();
}

async function stageOf(handle: WorkflowHandle): Promise<unknown> {
  return (await handle.describe()).searchAttributes['GoalbeatStage']?.[0];
}

async function buildOf(handle: WorkflowHandle): Promise<string | null | undefined> {
  const { raw } = await handle.describe();
  return raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId;
}

describe('versions of the worker', () => {
  it('take over in mid-cycle: unversioned, then the first, then a changed one, with the old ones ended', async () => {
    // Before versions were introduced.
    const early = await startCycle();
    await goThrough('issue', early);
    await temporal.stopWorkflowWorker();

    const endFirst = await temporal.startWorkflowWorker({ version: version('a') });
    const second = await startCycle();
    await rest(1500);
    expect(second.fake.reads).toBe(0);
    expect(await promote('a')).toEqual({ before: null, now: 'a' });
    await goThrough('issue', second);
    expect(await buildOf(second.handle)).toBe('a');

    const approval = new FakeApproval(randomUUID(), fastClock());
    const waiting = await temporal.client.workflow.signalWithStart('approval', {
      workflowId: `approval/t/plan/${approval.approvalId}/1`,
      taskQueue: 'workflows',
      args: [
        {
          tenantId: 't',
          service: 'goals',
          approvalId: approval.approvalId,
          subjectKind: 'plan',
          subjectId: 's',
          round: 1,
          cycleId: null,
        },
      ],
      signal: APPROVAL_NEWS,
      signalArgs: [approval.open('lead', [['remind', 100_000]])],
    });
    await eventually('the first build to have the approval', async () => (await buildOf(waiting)) === 'a');

    await temporal.startWorkflowWorker({ bundle: next.bundle, version: version('b') });
    expect(await promote('b')).toEqual({ before: 'a', now: 'b' });
    await endFirst();

    await waiting.signal(APPROVAL_NEWS, approval.close('approved'));
    expect(await goOn(early)).toMatchObject({ outcome: 'archived' });
    expect(await goOn(second)).toEqual({ outcome: 'archived', stepsRun: ['issue', 'ask-report', 'archive'] });
    expect(await waiting.result()).toEqual({ outcome: 'approved' });
    expect(await Promise.all([early.handle, second.handle, waiting].map(buildOf))).toEqual(['b', 'b', 'b']);
    expect(second.fake.log).toEqual(['issue', 'ask-report', 'archive']);
    expect(await promote('b')).toEqual({ before: 'b', now: 'b' });

    // Begun by one build and ended by the other: a process that knows neither's memory comes to the same.
    const history = await second.handle.fetchHistory();
    expect(history.events?.some((event) => event.markerRecordedEventAttributes?.markerName === 'core_patch')).toBe(
      true,
    );
    await expect(
      Worker.runReplayHistory({ workflowBundle: { codePath: next.bundle } }, history, second.handle.workflowId),
    ).resolves.toBeUndefined();
  }, 60_000);

  it('are not promoted while none of their workers polls', async () => {
    await expect(promoteVersion(temporal.client.connection, 'default', version('nobody'), 1000)).rejects.toThrow(
      /not found/i,
    );
  });
});

describe('a change of the order of commands', () => {
  const recorded = readdirSync(join(HISTORIES, 'cycle')).filter((file) => file.endsWith('.json'));
  const replay = (bundle: string, file: string): Promise<void> =>
    Worker.runReplayHistory(
      { workflowBundle: { codePath: bundle } },
      fromHistoryJson(JSON.parse(readFileSync(join(HISTORIES, 'cycle', file), 'utf8'))),
      `cycle/${file}`,
    );

  it.each(recorded)('that is guarded replays %s', async (file) => {
    await expect(replay(next.bundle, file)).resolves.toBeUndefined();
  });

  it('that is not guarded does not', async () => {
    await expect(replay(careless.bundle, 'every-step.json')).rejects.toThrow(/nondeterminism/i);
  });
});
