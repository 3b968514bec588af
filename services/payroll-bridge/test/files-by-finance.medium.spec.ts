import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { rolesOf, STAFF, staff, TENANT, worker } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { twoPeople } from './two-people.js';

describe('a file to payroll and back', () => {
  let payroll: Payroll;
  let week = 1;
  let file: string;
  let payoutId: string;
  const { goBy } = twoPeople(() => payroll);
  const machine = keyPrincipal(['payroll.hand-over', 'payroll.answer'], TENANT);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 2);
    await payroll.putPlan();
    await goBy({ way: 'csv' });
  });
  afterAll(() => payroll.close());
  beforeEach(async () => {
    const runId = await payroll.build(randomUUID(), [score(0, worker(0))], `2028-W${String(week++).padStart(2, '0')}`);
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const { body } = await payroll.ask('lead', 'GET', `/v1/payout-files?run=${runId}`);
    file = (body['items'] as { id: string }[])[0]?.id ?? '';
    const [row] = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    payoutId = row?.id ?? '';
  });

  const release = () => payroll.ask('lead', 'POST', `/v1/payout-files/${file}/release`);
  const upload = async (row: string, by = staff('lead'), mode = 'whole') => {
    const answer = await payroll.app.inject({
      method: 'POST',
      url: `/v1/payout-files/${file}/results?mode=${mode}`,
      headers: { authorization: `Bearer ${payroll.tokenOf(by)}`, 'content-type': 'text/csv' },
      payload: ['payout_id,outcome,answered_at', row].join('\r\n'),
    });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  const state = async () =>
    (await payroll.rows<{ state: string }>('SELECT state FROM payout WHERE id = $1', [payoutId]))[0]?.state;
  /** Of HR besides: by directory now, our copy not knowing of it yet, or the other way round. */
  async function ofHr<T>(where: 'directory' | 'our copy', act: () => Promise<T>): Promise<T> {
    const live = rolesOf('lead');
    if (where === 'directory') live.push(...rolesOf('hr'));
    else
      await payroll.rows(
        `INSERT INTO org_role (tenant_id, person_id, role, unit_id, version)
         SELECT tenant_id, $1, 'hr-lead', NULL, version FROM org_role WHERE person_id = $1 LIMIT 1`,
        [STAFF.lead],
      );
    try {
      return await act();
    } finally {
      if (where === 'directory') live.splice(live.length - rolesOf('hr').length);
      else await payroll.rows(`DELETE FROM org_role WHERE person_id = $1 AND role = 'hr-lead'`, [STAFF.lead]);
    }
  }

  it.each(['directory', 'our copy'] as const)(
    'is nobody’s of HR, whatever they hold in finance besides (by %s)',
    async (where) => {
      const refused = { status: 403, body: { code: 'four-eyes' } };
      expect(await ofHr(where, release)).toMatchObject(refused);
      expect(await release()).toMatchObject({ status: 200, body: { releasedAt: expect.any(String) } });
      for (const outcome of ['accepted', 'paid'])
        for (const mode of ['whole', 'good-rows'])
          expect(await ofHr(where, () => upload(`${payoutId},${outcome},`, staff('lead'), mode))).toMatchObject(
            refused,
          );
      expect(await state()).toBe('handed-over');
      expect(await upload(`${payoutId},paid,`)).toMatchObject({
        status: 200,
        body: { taken: [{ outcome: 'applied' }] },
      });
    },
  );

  it('comes back with the row named whose time is of another age', async () => {
    expect((await release()).status).toBe(200);
    const refused = [{ line: 2, field: 'answered_at', message: expect.stringContaining('2000 年至 2100 年') }];
    for (const at of ['9999-12-31', '9999-12-31T23:59:59Z', '0001-01-01']) {
      for (const by of [staff('lead'), machine])
        expect(await upload(`${payoutId},paid,${at}`, by)).toMatchObject({
          status: 400,
          body: { code: 'validation', details: { refused } },
        });
      expect(await upload(`${payoutId},paid,${at}`, machine, 'good-rows')).toMatchObject({
        status: 200,
        body: { taken: [], refused },
      });
    }
    const said = { ...answerOf(payoutId, 'paid'), at: '9999-12-31T23:59:59Z' };
    expect(await payroll.ask(machine, 'POST', '/v1/payout-answers', said)).toMatchObject({
      status: 400,
      body: { field: 'at' },
    });
    expect(await state()).toBe('handed-over');
  });
});
