import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rolesOf, staff, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { type Payroll, startPayroll } from './payroll-service.js';
import { rejectionFiles } from './rejection-files.js';
import { twoPeople } from './two-people.js';

const GOOD = { mode: 'good-rows' };

describe('the good rows of a result file', () => {
  let payroll: Payroll;
  const { decide, goBy, say, tasks } = twoPeople(() => payroll);
  const { changeOf, handedOver, states, upload } = rejectionFiles(() => payroll);
  const lead = staff('lead');

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 5);
    await payroll.putPlan();
    await goBy({ way: 'csv' });
  });
  afterAll(() => payroll.close());

  /** The reviewer as another lead. */
  async function asLead<T>(act: (colleague: ReturnType<typeof staff>) => Promise<T>): Promise<T> {
    const live = rolesOf('reviewer');
    const before = live.splice(0, live.length, ...rolesOf('lead'));
    const role = `person_id = '${STAFF.reviewer}' AND role = 'finance-lead'`;
    await payroll.rows(
      `INSERT INTO org_role (tenant_id, person_id, role, unit_id, version)
       SELECT tenant_id, $1, 'finance-lead', NULL, version FROM org_role WHERE person_id = $1 LIMIT 1`,
      [STAFF.reviewer],
    );
    try {
      return await act({ ...staff('reviewer'), roles: rolesOf('lead') });
    } finally {
      live.splice(0, live.length, ...before);
      await payroll.rows(`DELETE FROM org_role WHERE ${role}`);
    }
  }

  it('are taken where a colleague has asked about another row, which is refused by itself', async () => {
    const { file, ids } = await handedOver([worker(0), worker(1), worker(2)]);
    const [a = '', b = '', c = ''] = ids;
    const theirs = await asLead((colleague) => changeOf(upload(file, [`${a},rejected,x`], colleague)));
    const rows = [`${a},rejected,x`, `${b},rejected,x`, `${c},paid,`];

    const whole = await upload(file, rows);
    const refused = [{ line: 2, code: 'wrong-state', field: 'payout_id' }];
    expect(whole).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', details: { changeId: theirs.id, refused } },
    });
    expect(await states(ids)).toEqual(['handed-over', 'handed-over', 'handed-over']);

    const mine = await changeOf(upload(file, rows, lead, GOOD));
    expect(mine.body).toMatchObject({
      asked: [{ line: 3, payoutId: b }],
      taken: [{ line: 4, payoutId: c, outcome: 'applied' }],
      refused: [
        {
          line: 2,
          code: 'wrong-state',
          field: 'payout_id',
          message: 'Something was asked of this payout already: it is confirmed, refused or withdrawn first.',
        },
      ],
    });
    expect(await tasks(theirs.id)).toMatchObject([{ state: 'open' }]);
    expect(await states(ids)).toEqual(['handed-over', 'handed-over', 'paid']);

    const again = await upload(file, rows, lead, { ...GOOD, language: 'zh-CN' });
    expect(again.body).toMatchObject({
      changeId: mine.id,
      taken: [{ outcome: 'repeated' }],
      refused: [{ line: 2, message: '这笔发放已有待复核的申请：请先确认、拒绝或撤回。' }],
    });
    expect(await decide('confirm', 'lead', theirs)).toMatchObject({ body: { state: 'confirmed' } });
    expect(await decide('confirm', 'reviewer', mine)).toMatchObject({ body: { state: 'confirmed' } });
    expect(await states(ids)).toEqual(['rejected', 'rejected', 'paid']);
  });

  it('are taken where it was asked to send another row again, also one’s own question', async () => {
    const { file, ids } = await handedOver([worker(0), worker(1)]);
    await payroll.rows(`UPDATE payout SET state = 'unknown', query_at = NULL WHERE id = $1`, [ids[0]]);
    expect(await say(ids.slice(0, 1), 'never-seen')).toMatchObject({ status: 200, body: { asked: 1 } });
    const rows = ids.map((id) => `${id},rejected,x`);
    expect(await upload(file, rows)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect((await upload(file, rows, lead, GOOD)).body).toMatchObject({
      asked: [{ line: 3, payoutId: ids[1] }],
      refused: [{ line: 2, code: 'wrong-state', field: 'payout_id' }],
    });
  });

  it('are taken without the rows of whoever would have to confirm the others', async () => {
    const { file, ids } = await handedOver([worker(0), STAFF.reviewer, STAFF.boss, worker(1)]);
    const rows = ids.map((id, n) => `${id},${n === 3 ? 'paid,' : 'rejected,x'}`);
    expect(await upload(file, rows)).toMatchObject({ status: 422, body: { code: 'nobody-to-approve' } });
    expect(await states(ids)).toEqual(Array(4).fill('handed-over'));
    const taken = await changeOf(upload(file, rows, lead, GOOD));
    expect(taken.body).toMatchObject({
      asked: [{ line: 2 }, { line: 4 }],
      taken: [{ line: 5, outcome: 'applied' }],
      refused: [{ line: 3, code: 'nobody-to-approve', field: 'payout_id' }],
    });
    expect(await tasks(taken.id)).toEqual([{ assigneeId: STAFF.reviewer, state: 'open' }]);
    // By themselves the others do.
    const alone = await changeOf(upload(file, rows.slice(1, 2), lead, GOOD));
    expect(await tasks(alone.id)).toEqual([{ assigneeId: STAFF.boss, state: 'open' }]);
  });
});
