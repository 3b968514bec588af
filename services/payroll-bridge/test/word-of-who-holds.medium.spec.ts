import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoleGrant } from '@goalbeat/domain/access/roles';
import { rolesOf, type Staff, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

/** Rejected, then paid: which of the two is right takes two of finance who hold their roles now. */
describe('the two who clear a contradiction', () => {
  let payroll: Payroll;
  let week = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  async function contradicted(): Promise<{ id: string; payoutId: string }> {
    const runId = await payroll.build(randomUUID(), [score(1, worker(1))], `2027-W${week++}`);
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    await payroll.confirmAll();
    const [payout] = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    const payoutId = payout?.id ?? '';
    await payroll.answer(answerOf(payoutId, 'rejected', { code: 'x' }));
    expect(await payroll.answer(answerOf(payoutId, 'paid'))).toEqual(['contradiction']);
    const { body } = await payroll.ask('lead', 'GET', `/v1/contradictions?run=${runId}&open`);
    return { id: (body['items'] as { id: string }[])[0]?.id ?? '', payoutId };
  }
  const clear = async (who: Staff, id: string) => {
    const [row] = await payroll.rows<{ version: number }>(
      'SELECT version::int AS version FROM payout_contradiction WHERE id = $1',
      [id],
    );
    return payroll.ask(who, 'POST', `/v1/contradictions/${id}/clear`, {
      version: row?.version,
      reason: '已与薪资核实',
    });
  };
  /** Of directory, our copy not knowing of it yet. */
  async function withRoles<T>(who: Staff, roles: RoleGrant[], act: () => Promise<T>): Promise<T> {
    const live = rolesOf(who);
    const before = live.splice(0, live.length, ...roles);
    try {
      return await act();
    } finally {
      live.splice(0, live.length, ...before);
    }
  }

  it('count by directory too: whoever asked and has lost the role has asked for nothing', async () => {
    const { id } = await contradicted();
    expect(await clear('lead', id)).toMatchObject({ status: 200, body: { closedAt: null } });
    const first = await withRoles('lead', [], () => clear('reviewer', id));
    expect(first).toMatchObject({ status: 200, body: { closedAt: null, closedBy: null } });
    expect(await clear('reviewer', id)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    // A lead by our copy only is no lead.
    const demoted = await withRoles('lead', rolesOf('reviewer').slice(), () => clear('lead', id));
    expect(demoted).toMatchObject({ status: 503, body: { code: 'copy-behind' } });
    expect(await clear('lead', id)).toMatchObject({ status: 200, body: { closedAs: 'cleared' } });
  });

  it('are not of HR, whatever they hold in finance besides', async () => {
    const { id } = await contradicted();
    const both: RoleGrant[] = [...rolesOf('reviewer'), ...rolesOf('hr')];
    const refused = await withRoles('reviewer', both, () => clear('reviewer', id));
    expect(refused).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    expect(await clear('reviewer', id)).toMatchObject({ status: 200, body: { closedAt: null } });
  });
});
