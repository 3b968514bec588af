import { randomUUID } from 'node:crypto';
import type { OpenCycleInput, OpenCycleResult } from '@goalbeat/contracts/workflows';
import { FakeCycle, FakeCycles } from '../../test/fake-cycles.js';
import { recordHistory } from '../../test/record.js';
import { eventually, rest, startTemporal } from '../../test/temporal.js';
import type { Temporal } from '../../test/temporal.js';

const cycles = new FakeCycles();
let temporal: Temporal;

beforeAll(async () => {
  temporal = await startTemporal({ services: { goals: cycles.goals } });
}, 30_000);
afterAll(() => temporal.end());

function opening(outcome: 'opened' | 'already-open' | 'skipped') {
  const definitionId = randomUUID();
  const cycleId = randomUUID();
  cycles.add(new FakeCycle(cycleId, [['archive', 0]]));
  cycles.openings.length = 0;
  cycles.zones.length = 0;
  cycles.opened = {
    outcome,
    cycleId: outcome === 'skipped' ? null : cycleId,
    definitionId,
    period: '2026-W47',
    run: 1,
  };
  return { definitionId, cycleId, child: `cycle/t/${definitionId}/2026-W47` };
}

async function open(input: OpenCycleInput) {
  const handle = await temporal.client.workflow.start('openCycle', {
    workflowId: `open-cycle/${randomUUID()}`,
    taskQueue: 'workflows',
    args: [input],
  });
  return { handle, result: (await handle.result()) as OpenCycleResult };
}

async function isThere(workflowId: string): Promise<boolean> {
  const found = await temporal.client.workflow
    .getHandle(workflowId)
    .describe()
    .catch(() => null);
  return found !== null;
}

describe('openCycle', () => {
  it('opens the period and starts its cycle, which outlives it', async () => {
    const { definitionId, cycleId, child } = opening('opened');
    const { handle, result } = await open({ tenantId: 't', definitionId, period: '2026-W47' });
    expect(result).toEqual({ cycleId, period: '2026-W47', outcome: 'opened' });
    const cycle = temporal.client.workflow.getHandle(child);
    expect(await cycle.result()).toEqual({ outcome: 'archived', stepsRun: ['archive'] });
    expect((await cycle.describe()).searchAttributes).toMatchObject({
      GoalbeatTenant: ['t'],
      GoalbeatCycle: [cycleId],
      GoalbeatSubject: ['cycle'],
    });
    await recordHistory('openCycle', 'opened', handle);
  });

  it('opens one period once, however often it is asked', async () => {
    const { definitionId, child } = opening('opened');
    await open({ tenantId: 't', definitionId, period: '2026-W47' });
    await temporal.client.workflow.getHandle(child).result();
    cycles.opened = cycles.opened === null ? null : { ...cycles.opened, outcome: 'already-open' };
    const { handle, result } = await open({ tenantId: 't', definitionId, period: '2026-W47' });
    expect(result.outcome).toBe('already-open');
    await recordHistory('openCycle', 'already-open', handle);
  });

  it('starts nothing for a period without a working day', async () => {
    const { definitionId, child } = opening('skipped');
    const { handle, result } = await open({ tenantId: 't', definitionId, period: '2026-W47' });
    expect(result).toEqual({ cycleId: null, period: '2026-W47', outcome: 'skipped' });
    await expect(temporal.client.workflow.getHandle(child).describe()).rejects.toThrow(/not found/i);
    await recordHistory('openCycle', 'skipped', handle);
  });

  it('takes the period from the time a Schedule meant, not from when it ran', async () => {
    const { definitionId, child } = opening('opened');
    const missed = new Date(Date.now() - 3 * 86_400_000);
    missed.setUTCHours(6, 0, 0, 0);
    const schedule = await temporal.client.schedule.create({
      scheduleId: `definition/t/${definitionId}`,
      spec: { calendars: [{ hour: 6 }], timezone: 'UTC' },
      policies: { overlap: 'ALLOW_ALL' },
      state: { paused: true },
      action: {
        type: 'startWorkflow',
        workflowType: 'openCycle',
        workflowId: `open-cycle/t/${definitionId}`,
        taskQueue: 'workflows',
        args: [{ tenantId: 't', definitionId, period: null, zone: 'Etc/GMT-2' }],
      },
    });
    await schedule.backfill({
      start: new Date(missed.getTime() - 60_000),
      end: new Date(missed.getTime() + 60_000),
      overlap: 'ALLOW_ALL',
    });
    await eventually('the scheduled opening', () => cycles.openings.length > 0);
    expect(cycles.openings).toEqual([missed.toISOString()]);
    expect(cycles.zones).toEqual(['Etc/GMT-2']);
    await eventually('its cycle', () => isThere(child));
    const [action] = (await schedule.describe()).info.recentActions;
    const run = temporal.client.workflow.getHandle(action?.action.workflow.workflowId ?? '');
    await run.result();
    await recordHistory('openCycle', 'scheduled', run);
    await schedule.delete();
  });

  it('opens one period once, however many times its Schedule fires at once', async () => {
    const { definitionId, cycleId, child } = opening('opened');
    const schedule = await temporal.client.schedule.create({
      scheduleId: `definition/t/${definitionId}`,
      spec: { calendars: [{ hour: 6 }], timezone: 'UTC' },
      policies: { overlap: 'ALLOW_ALL' },
      state: { paused: true },
      action: {
        type: 'startWorkflow',
        workflowType: 'openCycle',
        workflowId: `open-cycle/t/${definitionId}`,
        taskQueue: 'workflows',
        args: [{ tenantId: 't', definitionId, period: null, zone: 'UTC' }],
      },
    });
    const ran = async (n: number) => (await schedule.describe()).info.recentActions.length === n;
    const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
    const window = { start: new Date(`${day}T05:00:00Z`), end: new Date(`${day}T07:00:00Z`) };
    // The worker goes away in the middle and another comes: what was begun is gone on with.
    // One after the other: of two requests at the same moment Temporal may forget one, and within one second it makes one of two.
    await schedule.trigger('ALLOW_ALL');
    await eventually('one run', () => ran(1));
    await schedule.backfill({ ...window, overlap: 'ALLOW_ALL' });
    await eventually('two runs', () => ran(2));
    await temporal.stopWorkflowWorker();
    await rest(1100);
    await schedule.trigger('ALLOW_ALL');
    await temporal.startWorkflowWorker();
    // What the first worker took with it is given out again after ten seconds.
    await eventually('three openings', () => cycles.openings.length === 3, 40_000);
    await eventually('its cycle', () => isThere(child));
    expect(await temporal.client.workflow.getHandle(child).result()).toMatchObject({ outcome: 'archived' });
    expect(cycles.of({ cycleId }).log).toEqual(['archive']);
    const runs: string[] = [];
    for await (const { workflowId } of temporal.client.workflow.list({ query: `GoalbeatCycle = '${cycleId}'` })) {
      runs.push(workflowId);
    }
    expect(runs).toEqual([child]);
    await schedule.delete();
  }, 60_000);
});
