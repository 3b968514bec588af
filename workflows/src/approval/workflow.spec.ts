import { randomUUID } from 'node:crypto';
import { SEARCH_ATTRIBUTES } from '@goalbeat/contracts/names';
import { APPROVAL_NEWS } from '@goalbeat/contracts/workflows';
import type { ApprovalInput, ApprovalNews } from '@goalbeat/contracts/workflows';
import { hold, release, virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import type { WorkflowHandle } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { fastClock, hour } from '../../test/clock.js';
import { FakeApproval, FakeApprovals } from '../../test/fake-approvals.js';
import { recordHistory } from '../../test/record.js';
import { eventually, rest, startTemporal } from '../../test/temporal.js';
import type { Temporal } from '../../test/temporal.js';

const STAGE = defineSearchAttributeKey(SEARCH_ATTRIBUTES.stage, 'KEYWORD');
const approvals = new FakeApprovals();
let temporal: Temporal;

beforeAll(async () => {
  const { activities } = approvals;
  temporal = await startTemporal({
    services: { goals: activities, appraisal: activities, 'payroll-bridge': activities },
  });
}, 30_000);
afterAll(() => temporal.end());

function fakeApproval(clock = fastClock()): FakeApproval {
  return approvals.add(new FakeApproval(randomUUID(), clock));
}

/** As the relay delivers it: the first news starts the workflow, later ones find it. */
async function tell(
  fake: FakeApproval,
  news: ApprovalNews,
  service: ApprovalInput['service'] = 'goals',
  stage?: string,
) {
  return temporal.client.workflow.signalWithStart('approval', {
    ...startOf(fake, stage),
    args: [inputOf(fake, service)],
    signal: APPROVAL_NEWS,
    signalArgs: [news],
  });
}

const inputOf = ({ approvalId }: FakeApproval, service: ApprovalInput['service']): ApprovalInput => ({
  tenantId: 't',
  service,
  approvalId,
  subjectKind: 'plan',
  subjectId: approvalId,
  round: 1,
  cycleId: null,
});

const startOf = ({ approvalId }: FakeApproval, stage?: string) => ({
  workflowId: `approval/t/plan/${approvalId}/1`,
  taskQueue: 'workflows',
  workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
  ...(stage === undefined ? {} : { typedSearchAttributes: [{ key: STAGE, value: stage }] }),
});

async function outcomeOf(handle: WorkflowHandle): Promise<string> {
  return ((await handle.result()) as { outcome: string }).outcome;
}

describe('approval', () => {
  // Two seconds and more between the rungs: a worker that is later than a rung rightly climbs two as one.
  it('reminds twice, escalates, takes the last action, and ends with what SQL made of it', async () => {
    const fake = fakeApproval();
    const handle = await tell(
      fake,
      fake.open('lead', [
        ['remind', 5],
        ['remind', 8],
        ['escalate', 11],
        ['hand-to-hr', 14],
      ]),
    );
    fake.onClimb = async (action) => {
      if (action === 'hand-to-hr') await handle.signal(APPROVAL_NEWS, fake.close('handed-to-hr'));
    };
    expect(await outcomeOf(handle)).toBe('handed-to-hr');
    expect(fake.log).toEqual(['lead remind 1', 'lead remind 2', 'lead escalate 3', 'lead hand-to-hr 4']);
    fake.rungs.forEach(({ at }, i) => expect((fake.climbedAt[i] ?? '') >= at).toBe(true));
    expect(fake.asked).toBeLessThanOrEqual(6);
    await recordHistory('approval', 'whole-ladder', handle);
  });

  it('climbs from the news that came with its start, and costs no signal for it', async () => {
    const fake = fakeApproval();
    const news = fake.open('lead', [['remind', 1]]);
    const handle = await temporal.client.workflow.start('approval', {
      ...startOf(fake, 'lead'),
      args: [{ ...inputOf(fake, 'goals'), news }],
    });
    await eventually('the reminder', () => fake.log.length === 1);
    await tell(fake, fake.close('approved'));
    expect(await outcomeOf(handle)).toBe('approved');
    expect(fake.log).toEqual(['lead remind 1']);
    const { events } = await handle.fetchHistory();
    expect(events?.filter((event) => event.workflowExecutionSignaledEventAttributes)).toHaveLength(1);
    await recordHistory('approval', 'started-with-news', handle);
  });

  it('asks nothing of a step that was decided between its rungs, and climbs the next step from its start', async () => {
    const fake = fakeApproval();
    const handle = await tell(
      fake,
      fake.open('lead', [
        ['remind', 1.5],
        ['escalate', 5],
      ]),
      'payroll',
    );
    await eventually('the reminder', () => fake.log.length === 1);
    await tell(fake, fake.open('hr', [['remind', 3.5]], 0.5));
    await eventually('the reminder of the next step', () => fake.log.length === 2);
    await eventually('the hour of the first step', () => virtualNow(fake.clock, Date.now()) > hour(5.5));
    await tell(fake, fake.close('approved'));
    expect(await outcomeOf(handle)).toBe('approved');
    expect(fake.log).toEqual(['lead remind 1', 'hr remind 1']);
    await recordHistory('approval', 'decided-between-rungs', handle);
  });

  it('does not climb a rung twice when an escalation gives the same step a new version', async () => {
    const fake = fakeApproval();
    const handle = await tell(
      fake,
      fake.open('lead', [
        ['escalate', 2],
        ['escalate', 3],
        ['reject', 4],
      ]),
      'appraisal',
    );
    fake.onClimb = async (action) => {
      fake.version += 1;
      await tell(fake, action === 'reject' ? fake.close('rejected') : fake.news(), 'appraisal');
    };
    expect(await outcomeOf(handle)).toBe('rejected');
    expect(fake.log).toEqual(['lead escalate 1', 'lead escalate 2', 'lead reject 3']);
    await recordHistory('approval', 'escalation-gives-news', handle);
  });

  it('is found by the step that is open now', async () => {
    const fake = fakeApproval();
    const handle = await tell(fake, fake.open('lead', [['remind', 300]]), 'goals', 'lead');
    await tell(fake, fake.open('hr', [['remind', 300]]), 'goals', 'hr');
    await eventually('the stage of the next step', async () => {
      const { typedSearchAttributes } = await handle.describe();
      return typedSearchAttributes.get(STAGE) === 'hr';
    });
    await tell(fake, fake.close('approved'), 'goals', 'approved');
    expect(await outcomeOf(handle)).toBe('approved');
    await recordHistory('approval', 'stages', handle);
  });

  it('understands news in any order and ignores what is stale', async () => {
    const fake = fakeApproval();
    const first = fake.open('lead', [['remind', 0.1]]);
    const second = fake.open('hr', [['remind', 300]]);
    const closed = fake.close('approved');
    await temporal.stopWorkflowWorker();
    const handle = await tell(fake, second);
    await tell(fake, first);
    await tell(fake, closed);
    await tell(fake, second);
    await temporal.startWorkflowWorker();
    expect(await outcomeOf(handle)).toBe('approved');
    expect(fake.asked).toBe(0);
    await recordHistory('approval', 'news-out-of-order', handle);
  });

  it('is not started again by news that arrives after the end', async () => {
    const fake = fakeApproval();
    const opened = fake.open('lead', [['remind', 300]]);
    const handle = await tell(fake, fake.close('withdrawn'));
    expect(await outcomeOf(handle)).toBe('withdrawn');
    await expect(tell(fake, opened)).rejects.toThrow(/already/i);
    await recordHistory('approval', 'only-the-end', handle);
  });

  it('collapses the rungs missed in an outage to the latest, and keeps its distance before the last action', async () => {
    const fake = fakeApproval();
    const handle = await tell(
      fake,
      fake.open('lead', [
        ['remind', 0.5],
        ['remind', 0.7],
        ['escalate', 0.9],
        ['return', 1.9],
      ]),
    );
    await rest(100);
    await temporal.stopWorkflowWorker();
    await eventually('the ladder to pass', () => virtualNow(fake.clock, Date.now()) > hour(2.5));
    fake.onClimb = async (action) => {
      if (action === 'return') await tell(fake, fake.close('returned'));
    };
    await temporal.startWorkflowWorker();
    expect(await outcomeOf(handle)).toBe('returned');
    expect(fake.log).toEqual(['lead escalate 3', 'lead return 4']);
    const [escalated, returned] = fake.climbedAt.map((at) => Date.parse(at));
    expect((returned ?? 0) - (escalated ?? 0)).toBeGreaterThanOrEqual(3_600_000);
    await recordHistory('approval', 'outage', handle);
  });

  it('climbs for weeks: held by a pause, moved by its length, then by another deadline, no rung twice', async () => {
    const weeks = (n: number): number => n * 7 * 24;
    const now = (): string => virtualNow(fake.clock, Date.now());
    const fake = fakeApproval(fastClock(600_000));
    const ladder = (remind: number, escalate: number, last: number): ApprovalNews =>
      fake.open('lead', [
        ['remind', weeks(1)],
        ['remind', weeks(remind)],
        ['escalate', weeks(escalate)],
        ['hand-to-hr', weeks(last)],
      ]);
    const handle = await tell(fake, ladder(3, 4, 5));
    await eventually('the first reminder', () => fake.log.length === 1);
    await tell(fake, fake.open('lead', []));
    await eventually('the weeks of the pause', () => now() > hour(weeks(5.5)));
    expect(fake.log).toEqual(['lead remind 1']);
    await tell(fake, ladder(8, 9, 10));
    // Extended before the next knock.
    await tell(fake, ladder(8, 11, 13));
    fake.onClimb = async (action) => {
      if (action === 'hand-to-hr') await tell(fake, fake.close('handed-to-hr'));
    };
    expect(await outcomeOf(handle)).toBe('handed-to-hr');
    expect(fake.log).toEqual(['lead remind 1', 'lead remind 2', 'lead escalate 3', 'lead hand-to-hr 4']);
    const planned = [1, 8, 11, 13].map((n) => hour(weeks(n)));
    fake.climbedAt.forEach((at, n) => expect(at >= (planned[n] ?? '')).toBe(true));
    await recordHistory('approval', 'weeks-with-a-pause', handle);
  });

  it('waits through a held clock', async () => {
    const fake = fakeApproval();
    const handle = await tell(fake, fake.open('lead', [['remind', 0.5]]));
    fake.clock = hold(fake.clock, Date.now() + 50);
    await eventually('a refusal', () => fake.asked > 0);
    await rest(300);
    expect(fake.log).toEqual([]);
    fake.clock = release(fake.clock, Date.now());
    await eventually('the reminder', () => fake.log.length === 1);
    await tell(fake, fake.close('approved'));
    expect(await outcomeOf(handle)).toBe('approved');
    await recordHistory('approval', 'held-clock', handle);
  });

  it('waits for news when the step has moved on, and ends when it hears that all is closed', async () => {
    const fake = fakeApproval();
    const handle = await tell(fake, fake.open('lead', [['remind', 0.2]]));
    const next = fake.open('hr', [['remind', 0.6]]);
    await eventually('the refusal', () => fake.asked === 1);
    await rest(200);
    expect(fake.asked).toBe(1);
    await tell(fake, next);
    fake.close('approved');
    expect(await outcomeOf(handle)).toBe('closed');
    expect(fake.log).toEqual([]);
    await recordHistory('approval', 'moved-on-then-closed', handle);
  });

  it('takes a younger clock at once', async () => {
    const fake = fakeApproval({ ...fastClock(1), version: 1 });
    const handle = await tell(fake, fake.open('lead', [['remind', 1]]));
    await rest(150);
    fake.clock = { ...fastClock(10_000), version: 2 };
    await tell(fake, fake.news());
    await eventually('the reminder', () => fake.log.length === 1);
    await tell(fake, fake.close('approved'));
    expect(await outcomeOf(handle)).toBe('approved');
    await recordHistory('approval', 'clock-changed', handle);
  });
});
