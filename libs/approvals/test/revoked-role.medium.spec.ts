import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HR_STEP, PEOPLE, TENANT, type Who, withLadder } from './acme.js';
import { type Sheets, startSheets } from './sheets-service.js';

let sheets: Sheets;
let approvalId: string;

beforeAll(async () => {
  sheets = await startSheets();
}, 60_000);
afterAll(() => sheets.close(), 60_000);
beforeEach(async () => {
  await sheets.at('2026-11-16T09:00:00.000Z');
  approvalId = await sheets.open({ subjectKind: 'bonus-list', chain: [withLadder(HR_STEP, 'reject')] });
});
afterEach(async () => {
  await sheets.rows('DELETE FROM org_delegation');
  await give('hr2');
});

const take = (who: Who) =>
  sheets.rows('DELETE FROM org_role WHERE tenant_id = $1 AND person_id = $2', [TENANT, PEOPLE[who]]);
const give = async (who: Who, role = 'hr-lead') => {
  await take(who);
  await sheets.rows('INSERT INTO org_role (tenant_id, person_id, role, version) VALUES ($1, $2, $3, 9)', [
    TENANT,
    PEOPLE[who],
    role,
  ]);
};
const decide = (who: Who) =>
  sheets.engine.decide(sheets.command(who), approvalId, { taskVersion: 1, decision: 'approve' });
const FORBIDDEN = expect.objectContaining({ code: 'forbidden', details: { role: 'hr-lead' } });

// The copy is changed by hand: as if the news had moved nobody's task.
describe('whoever was asked to sign money because of a role that is gone', () => {
  it('does not decide, and whoever still holds it does', async () => {
    await take('hr2');
    await expect(decide('hr2')).rejects.toEqual(FORBIDDEN);
    await expect(decide('hr')).resolves.toMatchObject({ state: 'approved' });
  });

  it('is told what happened when it was decided meanwhile', async () => {
    await decide('hr');
    await take('hr2');
    await expect(decide('hr2')).rejects.toMatchObject({ code: 'already-decided' });
  });

  it('takes along whoever stands in for them', async () => {
    await sheets.rows(
      `INSERT INTO org_delegation (tenant_id, id, from_person_id, to_person_id, valid_from, valid_to, cancelled, version)
       VALUES ($1, gen_random_uuid(), $2, $3, '2026-11-16T00:00Z', '2026-11-18T00:00Z', false, 1)`,
      [TENANT, PEOPLE.hr2, PEOPLE.bob],
    );
    await take('hr2');
    await expect(decide('bob')).rejects.toEqual(FORBIDDEN);
    await give('hr2');
    await expect(decide('bob')).resolves.toMatchObject({ state: 'approved' });
  });

  it('does not decide what HR gave them by hand either', async () => {
    await give('cat');
    const [task] = await sheets.rows<{ id: string }>(
      `SELECT id FROM approval_task WHERE approval_id = $1 AND state = 'open' AND assignee_id = $2`,
      [approvalId, PEOPLE.hr2],
    );
    await sheets.engine.reassign(sheets.command('hr'), approvalId, {
      taskId: task?.id ?? '',
      toPersonId: PEOPLE.cat,
      reason: 'knows it best',
    });
    await take('cat');
    await expect(decide('cat')).rejects.toEqual(FORBIDDEN);
    await give('cat');
    await expect(decide('cat')).resolves.toMatchObject({ state: 'approved' });
    await take('cat');
  });

  it('decides all the same what no money hangs on: that goes by the news', async () => {
    approvalId = await sheets.open({ chain: [HR_STEP] });
    await take('hr2');
    await expect(decide('hr2')).resolves.toMatchObject({ state: 'approved' });
  });
});
