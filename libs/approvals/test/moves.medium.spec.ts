import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PersonChanged, UnitChanged } from '@goalbeat/contracts/directory/events';
import type { Chain } from '@goalbeat/domain/approval/chain';
import { OrgWriter } from '@goalbeat/org-copy/org-writer';
import { id, personOf } from '@goalbeat/testing/harness/organisation';
import { ACME, HR_STEP, LEAD_STEP, PEOPLE, ROOT, SALES, TENANT, type Who } from './acme.js';
import { MONDAY } from './acts.js';
import { type Sheets, startSheets } from './sheets-service.js';

const { people, units } = ACME(TENANT);
let sheets: Sheets;
let version = 1;

beforeAll(async () => {
  sheets = await startSheets();
}, 60_000);
afterAll(() => sheets.close(), 60_000);
beforeEach(async () => {
  await sheets.at(MONDAY);
  await sheets.rows(`UPDATE approval SET state = 'withdrawn', closed_at = now() WHERE closed_at IS NULL`);
  version += 1;
  await heard(people.map((person) => ({ ...person, version })));
  await placed(units.map((unit) => ({ ...unit, version })));
});

const write = <R>(work: Parameters<typeof sheets.unitOfWork.write<R>>[1]) => sheets.unitOfWork.write(TENANT, work);
const writer = () => sheets.app.get(OrgWriter, { strict: false });
const heard = (many: PersonChanged[]) => write((tx) => writer().people(tx, many));
const placed = (many: UnitChanged[]) => write((tx) => writer().units(tx, many));
/** As directory says it: the whole person, with a version above all before. */
function changed(who: Who, changes: Partial<PersonChanged>): PersonChanged {
  const person = people.find((one) => one.personId === PEOPLE[who]);
  if (person === undefined) throw new Error(`Acme has no ${who}`);
  version += 1;
  return { ...person, ...changes, version };
}
const GONE = { leftOn: '2026-11-13' };
const asked = async (approvalId: string) => {
  const rows = await sheets.rows<{ assignee_id: string }>(
    `SELECT assignee_id FROM approval_task WHERE approval_id = $1 AND state = 'open' ORDER BY assignee_id`,
    [approvalId],
  );
  return rows.map((row) => Object.entries(PEOPLE).find(([, one]) => one === row.assignee_id)?.[0] ?? row.assignee_id);
};
const log = (approvalId: string) =>
  sheets.rows<{ reason: string; from: string; to: string[] }>(
    `SELECT actor_kind AS kind, reason, details->>'from' AS from, details->'to' AS to FROM process_log
     WHERE action = 'reassigned' AND details->>'approvalId' = $1 ORDER BY id`,
    [approvalId],
  );
const stepRow = async (approvalId: string) => {
  const [row] = await sheets.rows<{ due: string; rungs: { at: string }[]; version: number }>(
    `SELECT s.due_at AS due, s.rungs, a.version FROM approval a JOIN approval_step s ON s.approval_id = a.id AND s.no = a.step_no WHERE a.id = $1`,
    [approvalId],
  );
  if (row === undefined) throw new Error('it has no step');
  return row;
};
const decide = (who: Who, approvalId: string) =>
  sheets.engine.decide(sheets.command(who), approvalId, { taskVersion: 1, decision: 'approve' });

describe('somebody who is asked', () => {
  it('leaves: the next in line has the task, with the same deadline, and the log says why', async () => {
    const approvalId = await sheets.open();
    const before = await stepRow(approvalId);
    await heard([changed('lead', GONE)]);
    expect(await asked(approvalId)).toEqual(['boss']);
    expect(await log(approvalId)).toEqual([{ kind: 'service', reason: 'left', from: PEOPLE.lead, to: [PEOPLE.boss] }]);
    expect(await stepRow(approvalId)).toEqual(before);
    await expect(decide('lead', approvalId)).rejects.toMatchObject({ code: 'already-decided' });
    expect(await decide('boss', approvalId)).toMatchObject({ stepId: 'hr-lead' });
  });

  it('is told of by the same or older news: nothing more happens', async () => {
    const approvalId = await sheets.open();
    const older = changed('lead', {});
    const left = changed('lead', GONE);
    for (const news of [left, left, older]) await heard([news]);
    expect(await asked(approvalId)).toEqual(['boss']);
    expect(await log(approvalId)).toHaveLength(1);
  });

  it('gets another name or grade: nothing is touched', async () => {
    const approvalId = await sheets.open();
    await heard([changed('lead', { name: 'Lead, née Other', grade: 'P9' })]);
    expect(await asked(approvalId)).toEqual(['lead']);
    expect(await sheets.rows('SELECT version FROM approval_task WHERE approval_id = $1', [approvalId])).toEqual([
      { version: 1 },
    ]);
  });

  it('loses the role: the other holders go on; when all have lost it, the line above them is asked', async () => {
    const approvalId = await sheets.open({ chain: [HR_STEP] });
    await heard([changed('hr', { roles: [] })]);
    expect(await asked(approvalId)).toEqual(['hr2']);
    await heard([changed('hr2', { roles: [] })]);
    expect(await asked(approvalId)).toEqual(['boss']);
    expect((await log(approvalId)).map((one) => one.reason)).toEqual(['role-lost', 'role-lost']);
  });

  it('gains a role: nobody’s task is taken away, nobody is asked in addition', async () => {
    const approvalId = await sheets.open({ chain: [HR_STEP] });
    await heard([changed('cat', { roles: [{ role: 'hr-lead', unitId: SALES }] })]);
    expect(await asked(approvalId)).toEqual(['hr', 'hr2']);
  });

  it('is replaced where all must agree: their leaving closes nothing', async () => {
    const approvalId = await sheets.open({ chain: [{ ...HR_STEP, mode: 'all' }] });
    await decide('hr', approvalId);
    await heard([changed('hr2', GONE)]);
    expect(await asked(approvalId)).toEqual(['boss']);
    expect(await decide('boss', approvalId)).toMatchObject({ state: 'approved' });
  });

  it('leaves with nobody to go to: stays asked, for HR to see', async () => {
    const chain: Chain = [{ ...LEAD_STEP, assign: { kind: 'person', number: 'E001' } }];
    const approvalId = await sheets.open({ chain });
    await heard([changed('boss', GONE), changed('hr', { roles: [] }), changed('hr2', { roles: [] })]);
    expect(await asked(approvalId)).toEqual(['boss']);
    expect(await log(approvalId)).toEqual([]);
  });

  it('is found to be gone by the next reminder, when a last day passes without any news', async () => {
    await heard([changed('lead', { leftOn: '2026-11-16' })]);
    const approvalId = await sheets.open();
    await sheets.at('2026-11-17T09:00:00.000Z');
    await sheets.ladder.activities().climbRung({
      tenantId: TENANT,
      approvalId,
      version: 1,
      stepId: 'lead',
      rung: 1,
      action: 'remind',
    });
    expect(await asked(approvalId)).toEqual(['boss']);
    expect(await log(approvalId)).toMatchObject([{ reason: 'left' }]);
  });

  it('had it handed to HR: other holders of hr-lead have it then', async () => {
    const ladder = { ...LEAD_STEP.ladder, last: { action: 'hand-to-hr' as const, after: 0 }, escalateAfter: [] };
    const approvalId = await sheets.open({ chain: [{ ...LEAD_STEP, ladder }] });
    await heard([changed('hr2', { roles: [] })]);
    await sheets.at('2026-11-16T17:00:00.000Z');
    await sheets.ladder
      .activities()
      .climbRung({ tenantId: TENANT, approvalId, version: 1, stepId: 'lead', rung: 2, action: 'hand-to-hr' });
    expect(await asked(approvalId)).toEqual(['hr']);
    await heard([changed('hr2', { roles: [{ role: 'hr-lead', unitId: null }] })]);
    await heard([changed('hr', GONE)]);
    expect(await asked(approvalId)).toEqual(['hr2']);
    expect(await decide('hr2', approvalId)).toMatchObject({ state: 'approved' });
  });
});

describe('whose it is', () => {
  it('has another manager: the task moves there, what HR gave by hand and what was escalated stays', async () => {
    const [plain, byHand] = [await sheets.open(), await sheets.open()];
    const [task] = await sheets.rows<{ id: string }>('SELECT id FROM approval_task WHERE approval_id = $1', [byHand]);
    await sheets.engine.reassign(sheets.command('hr'), byHand, {
      taskId: task?.id ?? '',
      toPersonId: PEOPLE.reviewer,
      reason: 'knows the case',
    });
    await heard([changed('ann', { managerId: PEOPLE.cat })]);
    expect(await asked(plain)).toEqual(['cat']);
    expect(await log(plain)).toMatchObject([{ reason: 'line-changed', from: PEOPLE.lead, to: [PEOPLE.cat] }]);
    expect(await asked(byHand)).toEqual(['reviewer']);
    await heard([changed('reviewer', GONE)]);
    expect(await asked(byHand)).toEqual(['cat']);
  });

  it('has another manager’s manager, where the chain asks two levels up', async () => {
    const chain: Chain = [{ ...LEAD_STEP, assign: { kind: 'manager', level: 2 } }];
    const approvalId = await sheets.open({ chain });
    expect(await asked(approvalId)).toEqual(['boss']);
    await heard([changed('lead', { managerId: PEOPLE.finance })]);
    expect(await asked(approvalId)).toEqual(['finance']);
  });

  it('is in a unit with another head', async () => {
    const approvalId = await sheets.open({ chain: [{ ...LEAD_STEP, assign: { kind: 'unit-head' } }] });
    version += 1;
    await placed(
      units.filter((unit) => unit.unitId === SALES).map((unit) => ({ ...unit, headPersonId: PEOPLE.bob, version })),
    );
    expect(await asked(approvalId)).toEqual(['bob']);
  });

  it('hears of the new manager before that person is known, and comes right when they are', async () => {
    const approvalId = await sheets.open();
    const stranger = id(190);
    await heard([changed('ann', { managerId: stranger })]);
    expect(await asked(approvalId)).toEqual(['hr', 'hr2']);
    version += 1;
    await heard([personOf(stranger, 'E190', ROOT, { managerId: PEOPLE.boss, version })]);
    expect(await asked(approvalId)).toEqual([stranger]);
  });
});

it('the deadline is later where whoever is asked now works later, and the ladder hears of it', async () => {
  const approvalId = await sheets.open();
  const [unit] = units.filter((one) => one.unitId === SALES);
  if (unit === undefined) throw new Error('Acme has no sales');
  version += 1;
  const far = { ...unit, unitId: id(13), code: 'far', path: [ROOT, id(13)], zone: 'America/New_York', version };
  await placed([far]);
  await heard([changed('cat', { unitId: far.unitId }), changed('ann', { managerId: PEOPLE.cat })]);
  expect(await asked(approvalId)).toEqual(['cat']);
  // Eight hours from Monday 09:00 UTC on, worked 14:00 to 22:00 UTC there.
  const { due, rungs, version: told } = await stepRow(approvalId);
  expect([due, rungs[0]?.at, told]).toEqual(['2026-11-16T22:00:00.000Z', '2026-11-16T18:00:00.000Z', 2]);
});

it('conditions by unit go by where the subject was when it was handed in', async () => {
  const asksSales: Chain = [
    LEAD_STEP,
    {
      ...HR_STEP,
      when: [
        { fact: 'unit', in: ['sales'] },
        { fact: 'amount', above: '100' },
      ],
    },
  ];
  const [inSales, elsewhere] = [
    await sheets.open({ chain: asksSales }),
    await sheets.open({ chain: asksSales, unitId: ROOT }),
  ];
  await heard([changed('ann', { unitId: ROOT })]);
  expect(await decide('lead', inSales)).toMatchObject({ stepId: 'hr-lead' });
  expect(await decide('lead', elsewhere)).toMatchObject({ state: 'approved' });
});

it('finance’s lead signs for a reviewer who gains by it, the final decider where the lead does too, and the log says so', async () => {
  const chain: Chain = [
    {
      ...LEAD_STEP,
      assign: { kind: 'role', role: 'finance-reviewer', scope: 'tenant' },
      finalDecider: 'E001',
      ladder: { ...LEAD_STEP.ladder, last: { action: 'hand-to-hr', after: 4 } },
    },
  ];
  const open = (...beneficiaryIds: string[]) =>
    sheets.open({ subjectKind: 'bonus-list', chain, ownerId: null, requesterId: PEOPLE.hr, beneficiaryIds });
  expect(await asked(await open(PEOPLE.reviewer))).toEqual(['finance']);
  const approvalId = await open(PEOPLE.reviewer, PEOPLE.finance);
  expect(await asked(approvalId)).toEqual(['boss']);
  expect(
    await sheets.rows(
      `SELECT reason, details->'skipped' AS skipped, details->>'replacedBy' AS by FROM process_log
       WHERE action = 'step-opened' AND details->>'approvalId' = $1`,
      [approvalId],
    ),
  ).toEqual([
    {
      reason: 'empty-link',
      by: 'final-decider',
      skipped: [PEOPLE.reviewer, PEOPLE.finance].map((personId) => ({ personId, why: 'beneficiary' })),
    },
  ]);
});

it('news in any order, some twice, ends with the same people asked', async () => {
  const orders = Array.from({ length: 8 }, (_, seed) => seed);
  const ends = [];
  for (const seed of orders) {
    version += 1;
    await heard(people.map((person) => ({ ...person, version })));
    const [plain, hr] = [await sheets.open(), await sheets.open({ chain: [HR_STEP] })];
    const news = [
      changed('ann', { managerId: PEOPLE.bob }),
      changed('bob', { managerId: PEOPLE.cat }),
      changed('bob', { managerId: PEOPLE.cat, ...GONE }),
      changed('hr', { roles: [] }),
      changed('lead', GONE),
    ];
    const shuffled = [...news, ...news].toSorted(
      (a, b) => ((a.version * 7 + seed * 13) % 11) - ((b.version * 7 + seed * 13) % 11),
    );
    for (const one of shuffled) await heard([one]);
    ends.push([await asked(plain), await asked(hr)]);
  }
  expect(ends).toEqual(orders.map(() => [['cat'], ['hr2']]));
});

it('a thousand tasks of a leaver move in one go', async () => {
  for (let opened = 0; opened < 1000; opened += 25) await Promise.all(Array.from({ length: 25 }, () => sheets.open()));
  await heard([changed('lead', GONE)]);
  expect(
    await sheets.rows(`SELECT assignee_id, count(*)::int AS n FROM approval_task WHERE state = 'open' AND kind = 'decision'
      AND approval_id IN (SELECT id FROM approval WHERE closed_at IS NULL) GROUP BY 1`),
  ).toEqual([{ assignee_id: PEOPLE.boss, n: 1000 }]);
}, 120_000);
