import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Chain } from '@goalbeat/domain/approval/chain';
import { id } from '@goalbeat/testing/harness/organisation';
import { HR_STEP, LEAD_STEP, PEOPLE, type Who, withLadder } from './acme.js';
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

const { decide, tasks, logOf } = actsOn(() => sheets);

describe('a chain of two steps', () => {
  it('goes from lead to HR and tells the owner once, at the end', async () => {
    const approvalId = await sheets.open();
    expect(await decide('lead', approvalId)).toMatchObject({ state: 'open', stepId: 'hr-lead', version: 2 });
    expect((await tasks(approvalId)).map((task) => [task.assignee_id, task.state])).toEqual([
      [PEOPLE.lead, 'done'],
      [PEOPLE.hr, 'open'],
      [PEOPLE.hr2, 'open'],
    ]);
    expect(sheets.handler.heard).toEqual([]);
    expect(await decide('hr2', approvalId)).toMatchObject({ state: 'approved', stepId: null });
    expect(sheets.handler.heard).toMatchObject([
      { outcome: 'approved', approval: { id: approvalId, round: 1 }, detail: { by: { personId: PEOPLE.hr2 } } },
    ]);
    expect((await tasks(approvalId)).map((task) => task.state)).toEqual(['done', 'superseded', 'done']);
  });

  it('tells desk and workflow everything by the outbox alone, while Temporal is away', async () => {
    const approvalId = await sheets.open();
    await decide('lead', approvalId);
    await decide('hr', approvalId);
    type News = { kind: string; version: number };
    const rows = await sheets.rows<{
      destination: string;
      payload: { signalInput?: News; input?: { news?: News }; event?: { data: { tasks: { state: string }[] } } };
    }>(
      `SELECT destination, payload FROM outbox WHERE payload->'input'->>'approvalId' = $1 OR payload->'event'->'data'->'tasks'->0->>'approvalId' = $1 ORDER BY id`,
      [approvalId],
    );
    const news = rows.flatMap((row) => row.payload.signalInput ?? row.payload.input?.news ?? []);
    expect(news.map((one) => [one.kind, one.version])).toEqual([
      ['stepOpened', 1],
      ['stepOpened', 2],
      ['closed', 3],
    ]);
    const states = rows.flatMap((row) => row.payload.event?.data.tasks.map((task) => task.state) ?? []);
    expect(states.toSorted()).toEqual(['done', 'done', 'open', 'open', 'open', 'superseded']);
  });

  it('undoes the decision when its owner cannot take it', async () => {
    const approvalId = await sheets.open({ chain: [LEAD_STEP] });
    sheets.handler.fail = true;
    await expect(decide('lead', approvalId)).rejects.toThrow('cannot be moved');
    expect((await tasks(approvalId)).map((task) => task.state)).toEqual(['open']);
  });

  it('approves at once when no step applies, and refuses that where money is decided', async () => {
    const chain = [{ ...LEAD_STEP, when: { fact: 'amount' as const, above: '1000' } }];
    const approvalId = await sheets.open({ chain, facts: { amount: '1000' } });
    expect(sheets.handler.heard).toMatchObject([{ outcome: 'approved', approval: { id: approvalId } }]);
    await expect(sheets.open({ subjectKind: 'bonus-list', chain: [LEAD_STEP] })).rejects.toEqual(refusal('validation'));
  });
});

describe('how many must agree', () => {
  it('all: the step closes with the last approval', async () => {
    const approvalId = await sheets.open({ chain: [{ ...HR_STEP, mode: 'all' }] });
    expect(await decide('hr', approvalId)).toMatchObject({ state: 'open' });
    expect(await decide('hr2', approvalId)).toMatchObject({ state: 'approved' });
  });

  it('quorum: refused at opening when there are too few people', async () => {
    const approvalId = await sheets.open({ chain: [{ ...HR_STEP, mode: { quorum: 2 } }] });
    await decide('hr2', approvalId);
    expect(await decide('hr', approvalId)).toMatchObject({ state: 'approved' });
    await expect(sheets.open({ chain: [{ ...HR_STEP, mode: { quorum: 3 } }] })).rejects.toEqual(
      refusal('nobody-to-approve'),
    );
  });

  it('one return of two decides at once', async () => {
    const approvalId = await sheets.open({ chain: [{ ...HR_STEP, mode: 'all' }] });
    expect(await decide('hr', approvalId, 'return')).toMatchObject({ state: 'returned' });
    await expect(decide('hr2', approvalId)).rejects.toEqual(refusal('already-decided'));
  });
});

describe('opposite decisions at once', () => {
  it('leave exactly one, out of fifty', async () => {
    const approvalId = await sheets.open({ chain: [HR_STEP] });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        decide(n % 2 === 0 ? 'hr' : 'hr2', approvalId, n % 3 === 0 ? 'reject' : 'approve'),
      ),
    );
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused).toEqual(Array.from({ length: 49 }, () => refusal('already-decided')));
    expect(sheets.handler.heard).toHaveLength(1);
    expect((await tasks(approvalId)).filter((task) => task.state === 'done')).toHaveLength(1);
  }, 30_000);

  it('a late one is told what happened', async () => {
    const approvalId = await sheets.open({ chain: [HR_STEP] });
    await decide('hr', approvalId, 'reject');
    await expect(decide('hr2', approvalId)).rejects.toMatchObject({
      code: 'already-decided',
      details: { decision: 'reject', by: PEOPLE.hr, at: MONDAY, state: 'rejected' },
    });
  });
});

describe('a decision is refused', () => {
  it('without a reason, by a stranger, on a made-up version, with an item that contradicts it', async () => {
    const approvalId = await sheets.open();
    await expect(async () => decide('lead', approvalId, 'return', { comment: undefined })).rejects.toEqual(
      refusal('validation'),
    );
    await expect(decide('bob', approvalId)).rejects.toEqual(refusal('forbidden'));
    await expect(decide('lead', approvalId, 'approve', { taskVersion: 7 })).rejects.toEqual(refusal('stale-version'));
    await expect(async () =>
      decide('lead', approvalId, 'approve', { items: [{ itemId: 'g1', decision: 'return', comment: 'why' }] }),
    ).rejects.toEqual(refusal('validation'));
    await expect(decide('lead', id(5))).rejects.toEqual(refusal('not-found'));
  });

  it('of the owner, the requester and a beneficiary: four eyes, in the database too', async () => {
    const approvalId = await sheets.open({ requesterId: PEOPLE.bob, beneficiaryIds: [PEOPLE.cat] });
    for (const who of ['ann', 'bob', 'cat'] as const)
      await expect(decide(who, approvalId)).rejects.toEqual(refusal('four-eyes'));
    const [task] = await tasks(approvalId);
    await expect(
      sheets.rows(`UPDATE approval_task SET state = 'done', decision = 'approve', decided_by = $2 WHERE id = $1`, [
        task?.id,
        PEOPLE.ann,
      ]),
    ).rejects.toThrow('four-eyes');
  });

  it('a lead who submits is replaced by the next in line, and the log says so', async () => {
    const approvalId = await sheets.open({ requesterId: PEOPLE.lead });
    expect((await tasks(approvalId)).map((task) => task.assignee_id)).toEqual([PEOPLE.boss]);
    expect((await logOf(approvalId))[0]).toMatchObject({ action: 'step-opened', reason: 'skipped' });
  });

  it('nobody above falls to HR', async () => {
    const approvalId = await sheets.open({ ownerId: PEOPLE.boss, requesterId: PEOPLE.boss, unitId: null });
    expect((await tasks(approvalId)).map((task) => task.assignee_id)).toEqual([PEOPLE.hr, PEOPLE.hr2]);
  });
});

describe('return and submit again', () => {
  it('is a new round with a fresh deadline; two open rounds are refused', async () => {
    const subjectId = id(5000);
    const first = await sheets.open({ subjectId });
    await expect(sheets.open({ subjectId })).rejects.toEqual(refusal('duplicate'));
    await decide('lead', first, 'return', { items: [{ itemId: 'g1', decision: 'return', comment: 'too low' }] });
    expect(sheets.handler.heard).toMatchObject([
      { outcome: 'returned', detail: { items: [{ itemId: 'g1' }], comment: 'not like this' } },
    ]);
    await sheets.at('2026-11-17T09:00:00.000Z');
    const second = await sheets.open({ subjectId });
    expect(
      await sheets.rows(
        `SELECT a.round, s.due_at AT TIME ZONE 'UTC' AS due FROM approval a JOIN approval_step s ON s.approval_id = a.id WHERE a.id = $1`,
        [second],
      ),
    ).toMatchObject([{ round: 2 }]);
    expect(await decide('lead', second)).toMatchObject({ stepId: 'hr-lead' });
  });
});

describe('HR', () => {
  it('reassigns with a reason, never to somebody whose own it is', async () => {
    const approvalId = await sheets.open();
    const [task] = await tasks(approvalId);
    const to = (who: Who) =>
      sheets.engine.reassign(sheets.command('hr'), approvalId, {
        taskId: task?.id ?? '',
        toPersonId: PEOPLE[who],
        reason: 'left',
      });
    await expect(to('ann')).rejects.toEqual(refusal('four-eyes'));
    await expect(
      sheets.engine.reassign(sheets.command('bob'), approvalId, {
        taskId: task?.id ?? '',
        toPersonId: PEOPLE.cat,
        reason: 'x',
      }),
    ).rejects.toEqual(refusal('forbidden'));
    await to('bob');
    await expect(decide('lead', approvalId)).rejects.toMatchObject({ details: { decision: 'reassigned' } });
    expect(await decide('bob', approvalId)).toMatchObject({ stepId: 'hr-lead' });
  });

  it('gives money to other holders of the role only, held where it is', async () => {
    const money = async (chain: Chain, who: Who) => {
      const approvalId = await sheets.open({ subjectKind: 'bonus-list', chain });
      const task = (await tasks(approvalId)).find((one) => one.state === 'open');
      return sheets.engine.reassign(sheets.command('hr'), approvalId, {
        taskId: task?.id ?? '',
        toPersonId: PEOPLE[who],
        reason: 'left',
      });
    };
    const review: Chain[number]['assign'] = { kind: 'role', role: 'finance-reviewer', scope: 'tenant' };
    const byRole = [{ ...withLadder(HR_STEP, 'reject'), mode: 'any' as const, assign: review }];
    const byLead = [withLadder(LEAD_STEP, 'reject')];
    for (const who of ['bob', 'boss', 'designReviewer', 'finance'] as const)
      await expect(money(byRole, who)).rejects.toEqual(refusal('forbidden'));
    for (const who of ['cat', 'boss', 'salesReviewer'] as const)
      await expect(money(byLead, who)).rejects.toEqual(refusal('forbidden'));
    await expect(money(byRole, 'salesReviewer')).resolves.toMatchObject({ state: 'open' });
    await expect(money(byLead, 'finance')).resolves.toMatchObject({ state: 'open' });
  });

  it('withdraws, and the owner of the subject hears it', async () => {
    const approvalId = await sheets.open();
    await sheets.engine.withdraw(sheets.command('hr'), approvalId, { reason: 'cancelled' });
    expect(sheets.handler.heard).toMatchObject([{ outcome: 'withdrawn', detail: { comment: 'cancelled' } }]);
    await expect(decide('lead', approvalId)).rejects.toMatchObject({
      code: 'already-decided',
      details: { decision: 'withdrawn' },
    });
  });
});
