import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { approvalWorkflowId } from '@goalbeat/contracts/workflows';
import { RelayHost } from '@goalbeat/service-kit/outbox/relay-host';
import { TemporalClient } from '@goalbeat/service-kit/temporal/client';
import { KnownRuns } from '@goalbeat/service-kit/temporal/known-runs';
import { LostRuns } from '@goalbeat/service-kit/temporal/lost-runs';
import { eventually } from '@goalbeat/testing/harness/eventually';
import { forgetWorkflow } from '@goalbeat/testing/harness/forget-workflow';
import { Opened } from '@goalbeat/testing/harness/opened';
import { required } from '@goalbeat/testing/harness/test-environment';
import { startWorkflowWorker } from '@goalbeat/testing/harness/workflow-worker';
import { LadderActivitiesProvider } from '../src/ladder.activities.js';
import { LadderClock } from '../src/ladder-clock.js';
import { HR_STEP, LEAD_STEP, TENANT } from './acme.js';
import { type Sheets, startSheets } from './sheets-service.js';

const WITHIN_MS = 60_000;
/** Of the lead's step: reminder 13:00, due 17:00, escalation 11:00 the next day, approved by the policy at 13:00. */
const AFTER = {
  reminder: '2026-11-16T13:30:00.000Z',
  escalation: '2026-11-17T11:30:00.000Z',
  last: '2026-11-17T16:30:00.000Z',
};

describe('after Temporal’s database was lost', () => {
  const opened = new Opened();
  let sheets: Sheets;
  let runs: KnownRuns;
  let lost: LostRuns;

  beforeAll(async () => {
    const temporal = {
      TEMPORAL_ADDRESS: required('TEST_TEMPORAL_ADDRESS'),
      TEMPORAL_NAMESPACE: required('TEST_TEMPORAL_NAMESPACE'),
    };
    opened.add(await startWorkflowWorker(temporal), (its) => its.kill('SIGTERM'));
    sheets = await startSheets(
      { activities: [LadderActivitiesProvider] },
      { ...temporal, AMQP_URL: required('TEST_AMQP_URL'), RUN: ['http', 'activities'] },
    );
    opened.add(sheets, (its) => its.close());
    // Without the rounds that a process with a relay makes: here each look is the spec's.
    sheets.app.get(RelayHost, { strict: false }).start();
    runs = sheets.app.get(KnownRuns, { strict: false });
    lost = sheets.app.get(LostRuns, { strict: false });
  }, WITHIN_MS);
  afterAll(() => opened.close(), WITHIN_MS);

  const ladderOf = (subjectId: string): string =>
    approvalWorkflowId({ tenantId: TENANT, subjectKind: 'plan', subjectId, round: 1 });
  /** After what it was told has arrived: news that comes later would start it. */
  const forget = async (subjectId: string): Promise<void> => {
    await eventually(
      () => sheets.rows(`SELECT FROM outbox WHERE destination = 'workflows'`),
      (unsent) => unsent.length === 0,
      WITHIN_MS,
    );
    const temporal = sheets.app.get(TemporalClient, { strict: false });
    await forgetWorkflow({ temporal, runs }, 'approval', ladderOf(subjectId));
  };
  const begun = (subjectId: string): Promise<boolean> =>
    eventually(
      () => runs.knows(ladderOf(subjectId)),
      (known) => known,
      WITHIN_MS,
    );
  const logOf = async (subjectId: string): Promise<string[]> =>
    (
      await sheets.rows<{ action: string }>('SELECT action FROM process_log WHERE subject_id = $1 ORDER BY id', [
        subjectId,
      ])
    ).map(({ action }) => action);
  const logged = (subjectId: string, action: string): Promise<string[]> =>
    eventually(
      () => logOf(subjectId),
      (actions) => actions.includes(action),
      WITHIN_MS,
    );
  /** Business time stands there, and would fly if it were let go. */
  const stand = (instant: string) =>
    sheets.rows(
      'UPDATE org_tenant SET clock_rate = 1000000, clock_anchor_virtual = $1, clock_version = clock_version + 1',
      [instant],
    );
  /** Whoever waits for what has come by then is told. */
  const at = async (instant: string): Promise<void> => {
    await stand(instant);
    const clock = sheets.app.get(LadderClock, { strict: false });
    await sheets.unitOfWork.write(TENANT, (tx) => clock.tellDue(tx));
  };

  it('the ladder of what is open begins again where it stood, and climbs nothing twice', async () => {
    const [lostOne, livingOne, decidedOne] = [randomUUID(), randomUUID(), randomUUID()];
    await sheets.open({ subjectId: lostOne, chain: [LEAD_STEP] });
    await sheets.open({ subjectId: livingOne, chain: [HR_STEP] });
    const decided = await sheets.open({ subjectId: decidedOne, chain: [LEAD_STEP] });
    for (const one of [lostOne, livingOne, decidedOne]) await begun(one);
    await sheets.engine.decide(sheets.command('lead'), decided, { taskVersion: 1, decision: 'approve' });

    await forget(lostOne);
    await forget(decidedOne);
    await stand(AFTER.reminder);
    expect(await lost.look()).toBe(1);
    expect(await logged(lostOne, 'reminded')).toEqual(['step-opened', 'ladder-restarted', 'reminded']);
    expect(await logOf(livingOne)).not.toContain('ladder-restarted');
    expect(await logOf(decidedOne)).toEqual(['step-opened', 'approved']);

    await forget(lostOne);
    expect(await lost.look()).toBe(1);
    await begun(lostOne);
    expect(await lost.look()).toBe(0);
    await at(AFTER.escalation);
    await logged(lostOne, 'escalated');
    await at(AFTER.last);
    expect(await logged(lostOne, 'approved')).toEqual([
      'step-opened',
      'ladder-restarted',
      'reminded',
      'ladder-restarted',
      'escalated',
      'approved',
    ]);
  }, 240_000);

  it('that of a paused cycle waits for its end', async () => {
    const [subjectId, cycleId] = [randomUUID(), randomUUID()];
    await stand('2026-11-18T09:00:00.000Z');
    await sheets.open({ subjectId, cycleId, chain: [LEAD_STEP] });
    await begun(subjectId);
    await sheets.unitOfWork.write(TENANT, (tx) => sheets.engine.hold(tx, { cycleId }));
    await forget(subjectId);
    await lost.look();
    expect(await runs.knows(ladderOf(subjectId))).toBe(false);
    await sheets.unitOfWork.write(TENANT, (tx) => sheets.engine.shift(tx, { cycleId, byMs: 0 }));
    await begun(subjectId);
    await at('2026-11-18T13:30:00.000Z');
    expect(await logged(subjectId, 'reminded')).not.toContain('ladder-restarted');
  }, 120_000);
});

describe('a ladder that was put back to an earlier state', () => {
  it('is told what it has missed when it asks for a rung of then', async () => {
    const sheets = await startSheets();
    try {
      const subjectId = randomUUID();
      const approvalId = await sheets.open({ subjectId });
      const climb = () =>
        sheets.ladder.activities().climbRung({
          tenantId: TENANT,
          approvalId,
          version: 1,
          stepId: LEAD_STEP.id,
          rung: 1,
          action: 'remind',
        });
      await sheets.engine.decide(sheets.command('lead'), approvalId, { taskVersion: 1, decision: 'approve' });
      const told = () =>
        sheets.rows<{ payload: object }>(`SELECT payload FROM outbox WHERE destination = 'workflows' ORDER BY id`);
      const before = await told();
      expect(await climb()).toMatchObject({ outcome: 'moved-on' });
      const after = await told();
      expect(after).toHaveLength(before.length + 1);
      expect(after.at(-1)?.payload).toEqual(before.at(-1)?.payload);
      expect(after.at(-1)?.payload).toMatchObject({
        kind: 'signalWithStart',
        signalInput: { kind: 'stepOpened', version: 2, stepId: HR_STEP.id },
      });
    } finally {
      await sheets.close();
    }
  }, 60_000);
});
