import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PEOPLE } from './company.js';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { logOf, Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

describe('a plan that HR takes in hand', () => {
  it('goes to somebody else, is taken back, and is submitted again, each with its reason in the log', async () => {
    const week = await new Week(goals).open('handling');
    await goals.at(AT.issue);
    await goals.activities.issueSheets(await week.ref());
    const { approvalId, id } = (await week.act('ann', 'plan')).body;
    const [task] = await goals.rows<{ id: string }>(
      `SELECT id FROM approval_task WHERE approval_id = $1 AND state = 'open'`,
      [approvalId],
    );
    const handle = (who: 'hr' | 'ann', verb: string, body: object) =>
      goals.call<{ state: string; code?: string }>(who, 'POST', `/v1/approvals/${approvalId}/${verb}`, body);
    const give = { taskId: task?.id, toPersonId: PEOPLE.boss, reason: 'the lead is ill' };
    expect((await handle('ann', 'reassign', give)).status).toBe(403);
    expect(await handle('hr', 'reassign', give)).toMatchObject({ status: 200, body: { state: 'open' } });
    expect((await week.decide('lead', 'ann')).status).toBe(409);
    expect(await handle('hr', 'withdraw', { reason: 'the wrong template' })).toMatchObject({
      status: 200,
      body: { state: 'withdrawn' },
    });
    expect((await week.sheet('ann')).state).toBe('plan-returned');
    const again = await week.act('ann', 'plan');
    expect(again).toMatchObject({ status: 200, body: { state: 'plan-submitted' } });
    expect(again.body.approvalId).not.toBe(approvalId);
    await week.decide('lead', 'ann');
    expect((await week.decide('hr', 'ann')).body.state).toBe('approved');
    const reasons = await goals.rows<{ reason: string }>(
      `SELECT reason FROM process_log WHERE subject_id = $1 AND action IN ('reassigned', 'withdrawn') ORDER BY id`,
      [id],
    );
    expect(reasons.map(({ reason }) => reason)).toEqual(['the lead is ill', 'the wrong template']);
    expect(await logOf(goals, id)).toContain('plan.withdrawn by person');
  });
});
