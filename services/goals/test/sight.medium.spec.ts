import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OTHER_TENANT } from './company.js';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

describe('who may see what', () => {
  it('shows people their own, leads their tree, HR partners their units, and strangers nothing', async () => {
    const week = await new Week(goals).open('access');
    await goals.at(AT.issue);
    await goals.activities.issueSheets(await week.ref());
    const count = async (who: Parameters<typeof goals.call>[0]) =>
      (await goals.call<{ items: object[] }>(who, 'GET', `/v1/goal-sheets?cycle=${week.cycleId}`)).body.items.length;
    expect([
      await count('ann'),
      await count('lead'),
      await count('dan'),
      await count('partner'),
      await count('hr'),
    ]).toEqual([1, 5, 0, 5, 5]);
    expect(await count(goals.principal('hr', OTHER_TENANT))).toBe(0);
    const { id } = await week.sheet('ann');
    expect((await goals.call('bob', 'GET', `/v1/goal-sheets/${id}`)).status).toBe(403);
    expect((await goals.call(goals.principal('ann', OTHER_TENANT), 'GET', `/v1/goal-sheets/${id}`)).status).toBe(404);
    expect((await goals.call('lead', 'GET', `/v1/process-log?subject=goal-sheet:${id}`)).status).toBe(200);
    expect((await goals.call('bob', 'GET', `/v1/process-log?subject=goal-sheet:${id}`)).status).toBe(403);
    const noId = `goal-sheet:${'-'.repeat(36)}`;
    expect((await goals.call('bob', 'GET', `/v1/process-log?subject=${noId}`)).status).toBe(403);
    const page = await goals.call<{ items: object[]; next: string }>(
      'hr',
      'GET',
      `/v1/goal-sheets?cycle=${week.cycleId}&limit=3`,
    );
    const rest = await goals.call<{ items: object[]; next: null }>(
      'hr',
      'GET',
      `/v1/goal-sheets?cycle=${week.cycleId}&limit=3&after=${page.body.next}`,
    );
    expect([page.body.items.length, rest.body.items.length, rest.body.next]).toEqual([3, 2, null]);
  });

  it('runs two tenants side by side', async () => {
    const ours = await new Week(goals).open('sides');
    const theirs = await new Week(goals, OTHER_TENANT).open('sides');
    await goals.at(AT.issue);
    await Promise.all([
      goals.activities.issueSheets(await ours.ref()),
      goals.activities.issueSheets(await theirs.ref()),
    ]);
    const mine = await ours.sheet('ann');
    const other = await theirs.sheet('ann');
    expect(mine.id).not.toBe(other.id);
    await expect(goals.activities.readControl({ tenantId: OTHER_TENANT, cycleId: ours.cycleId })).rejects.toMatchObject(
      { code: 'not-found' },
    );
    expect((await goals.call(theirs.as('ann'), 'POST', `/v1/goal-sheets/${mine.id}/plan`, { version: 1 })).status).toBe(
      404,
    );
  });

  it('answers a repeated Idempotency-Key with the first answer', async () => {
    const week = await new Week(goals).open('keys');
    await goals.at(AT.issue);
    await goals.activities.issueSheets(await week.ref());
    const { id } = await week.sheet('ann');
    const submit = (version: number) =>
      goals.call<{ approvalId: string; code?: string }>(
        'ann',
        'POST',
        `/v1/goal-sheets/${id}/plan`,
        { version },
        { 'idempotency-key': 'plan-1' },
      );
    const first = await submit(1);
    const second = await submit(1);
    expect(second).toMatchObject({ status: 200, body: { approvalId: first.body.approvalId } });
    expect(await submit(2)).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } });
  });
});
