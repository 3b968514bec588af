import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { undeclaredEndpoints } from '@goalbeat/service-kit/auth/undeclared-endpoints';
import { TEST_SERVICE_KEY } from '@goalbeat/testing/harness/offline-config';
import { id } from '@goalbeat/testing/harness/organisation';
import { DelayReader } from '../src/delay-reader.js';
import { ApprovalReader } from '../src/approval-reader.js';
import { HR_STEP, OTHER_TENANT, PEOPLE, TENANT, type Who } from './acme.js';
import { actsOn, MONDAY, refusal } from './acts.js';
import { type Sheets, startSheets } from './sheets-service.js';

let sheets: Sheets;

beforeAll(async () => {
  sheets = await startSheets();
}, 60_000);
afterAll(() => sheets.close(), 60_000);
beforeEach(async () => {
  await sheets.at(MONDAY);
  await sheets.rows('DELETE FROM org_delegation');
  sheets.handler.heard.length = 0;
  sheets.handler.fail = false;
});

const { decide, delegate, climb } = actsOn(() => sheets);

describe('over HTTP', () => {
  it('every route declares who it is for', () => {
    expect(undeclaredEndpoints(sheets.app)).toEqual([]);
  });

  it('gives the desk people’s tasks as they are stored, to services only', async () => {
    const approvalId = await sheets.open();
    const ask = (key: string) =>
      sheets.app.inject({
        url: `/internal/v1/tasks?tenant=${TENANT}&assignees=${PEOPLE.lead},${PEOPLE.boss}`,
        headers: { authorization: `Bearer ${key}` },
      });
    const answer = await ask(TEST_SERVICE_KEY);
    expect(answer.statusCode).toBe(200);
    expect(answer.json<{ items: object[] }>().items).toContainEqual(
      expect.objectContaining({ approvalId, service: 'goals', assigneeId: PEOPLE.lead, onBehalfOf: null }),
    );
    expect((await ask('somebody else')).statusCode).toBe(401);
    expect((await sheets.app.inject({ url: '/v1/tasks?mine' })).statusCode).toBe(401);
  });
});

describe('what is seen', () => {
  it('one’s own, one’s tree’s, one’s units’; not somebody else’s', async () => {
    const reader = sheets.app.get(ApprovalReader, { strict: false });
    const approvalId = await sheets.open({ chain: [HR_STEP] });
    for (const who of ['ann', 'lead', 'boss', 'hr'] as const) {
      expect(await reader.detail(sheets.principal(who), approvalId)).toMatchObject({
        id: approvalId,
        stepId: 'hr-lead',
      });
    }
    await expect(reader.detail(sheets.principal('bob'), approvalId)).rejects.toEqual(refusal('not-found'));
    await sheets.open({ chain: [HR_STEP] });
    const listed = await reader.list(sheets.principal('hr'), { limit: 1, subjectKind: 'plan' });
    expect(listed.items).toHaveLength(1);
    expect(listed.next).not.toBeNull();
  });

  it('tells the whole story, step by step', async () => {
    const reader = sheets.app.get(ApprovalReader, { strict: false });
    const approvalId = await sheets.open();
    await decide('lead', approvalId);
    const detail = await reader.detail(sheets.principal('hr'), approvalId);
    expect(detail.steps.map((step) => [step.stepId, step.state, step.tasks.length])).toEqual([
      ['lead', 'approved', 1],
      ['hr-lead', 'open', 2],
    ]);
    expect(detail.history.map((entry) => entry.action)).toEqual(['step-opened', 'approved', 'step-opened']);
    expect(detail.steps[0]?.tasks[0]?.by).toEqual({ kind: 'person', personId: PEOPLE.lead, onBehalfOf: null });
  });

  it('nothing of another tenant', async () => {
    const approvalId = await sheets.open();
    await expect(
      sheets.engine.decide(
        { ...sheets.command('lead'), principal: sheets.principal('lead', OTHER_TENANT) },
        approvalId,
        { taskVersion: 1, decision: 'approve' },
      ),
    ).rejects.toEqual(refusal('not-found'));
    const reader = sheets.app.get(ApprovalReader, { strict: false });
    await expect(reader.detail(sheets.principal('hr', OTHER_TENANT), approvalId)).rejects.toEqual(refusal('not-found'));
    expect((await reader.list(sheets.principal('hr', OTHER_TENANT), { limit: 50 })).items).toEqual([]);
  });

  it('counts a cycle from SQL', async () => {
    const cycleId = id(77);
    const reader = sheets.app.get(ApprovalReader, { strict: false });
    const [one, two, three] = [
      await sheets.open({ cycleId }),
      await sheets.open({ cycleId }),
      await sheets.open({ cycleId }),
    ];
    await delegate('lead', 'bob');
    await decide('bob', one, 'return');
    await climb(two, 1);
    await climb(two, 2);
    await climb(three, 3);
    expect(await reader.summary(sheets.principal('hr'), cycleId)).toMatchObject({
      opened: 3,
      decided: 1,
      returned: 1,
      reminded: 1,
      escalated: 1,
      delegated: 1,
      timedOut: 1,
      late: [{ approvalId: two, assigneeId: PEOPLE.boss }],
    });
  });
});

describe('who delayed it', () => {
  const HOUR = 3_600_000;
  const delays = (who: Who, subject: string) =>
    sheets.app.get(DelayReader, { strict: false }).delays(sheets.principal(who), { subject });

  it('is told from the log alone: the person waited on, not their delegate; the timeout; the parts sum to the whole', async () => {
    const subjectId = id(7_777);
    const approvalId = await sheets.open({ subjectId });
    await delegate('lead', 'bob');
    await sheets.at('2026-11-16T11:00:00.000Z');
    await decide('bob', approvalId);
    await sheets.at('2026-11-16T14:00:00.000Z');
    const { steps, people, waits } = await delays('hr', `plan:${subjectId}`);
    expect(waits.map((wait) => [wait.stepId, wait.end, wait.waitedMs / HOUR])).toEqual([
      ['hr-lead', 'open', 3],
      ['lead', 'approved', 2],
    ]);
    expect(waits[1]?.parts).toMatchObject([{ personId: PEOPLE.lead, end: 'decided', shareMs: 2 * HOUR }]);
    expect(steps).toHaveLength(2);
    expect(people.reduce((all, one) => all + one.shareMs, 0)).toBe(5 * HOUR);
    await decide('hr', approvalId);
    const after = await delays('hr', `plan:${subjectId}`);
    expect(after.waits.find((wait) => wait.stepId === 'hr-lead')).toMatchObject({
      end: 'approved',
      waitedMs: 3 * HOUR,
    });
    expect(after.people.find((one) => one.personId === PEOPLE.hr2)).toMatchObject({ tasks: 1, shareMs: 1.5 * HOUR });
    await expect(delays('cat', `plan:${subjectId}`)).rejects.toEqual(refusal('forbidden'));
  });
});
