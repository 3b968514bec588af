import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { employee, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { linesOf, listsOf, submitList } from './lists.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { holdLine, sign, taskOf } from './signing.js';

/** The boss, S1, is named by the plan and holds no role. */
describe('the final decider', () => {
  let payroll: Payroll;
  let listId: string;
  let mainId: string;
  let week = 0;
  const boss = employee(STAFF.boss);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());
  beforeEach(async () => {
    week += 1;
    const runId = await payroll.build(
      randomUUID(),
      [worker(0), STAFF.reviewer, STAFF.lead].map((personId, n) => score(n, personId)),
      `2027-W${String(week).padStart(2, '0')}`,
    );
    const lists = await listsOf(payroll, runId);
    listId = lists.find(({ part }) => part === 'signers')?.id ?? '';
    mainId = lists.find(({ part }) => part === 'main')?.id ?? '';
    await submitList(payroll, listId);
  });

  it('reads the list they are asked to sign, holds a line of it and signs the rest', async () => {
    expect((await taskOf(payroll, listId)).assigneeId).toBe(STAFF.boss);
    expect(await payroll.ask(boss, 'GET', `/v1/bonus-lists/${listId}`)).toMatchObject({ status: 200 });
    const shown = await payroll.ask(boss, 'GET', `/v1/bonus-lists/${listId}/lines`);
    expect(shown.body['items']).toHaveLength(2);
    expect(await payroll.ask(boss, 'GET', `/v1/bonus-lists/${listId}/rounds`)).toMatchObject({ status: 200 });
    const [line] = await linesOf(payroll, listId);
    expect(await holdLine(payroll, listId, line, true, boss)).toMatchObject({ status: 200, body: { state: 'held' } });
    const [held] = await linesOf(payroll, listId);
    expect(await holdLine(payroll, listId, held, false, boss)).toMatchObject({ status: 200 });
    const [back] = await linesOf(payroll, listId);
    expect(await holdLine(payroll, listId, back, true, boss)).toMatchObject({ status: 200 });
    expect(await sign(payroll, await taskOf(payroll, listId))).toMatchObject({ body: { state: 'approved' } });
    expect((await linesOf(payroll, listId)).map(({ state }) => state)).toEqual(['held', 'signed']);
  });

  it('has no more than that: no other list, no giving up', async () => {
    expect(await payroll.ask(boss, 'GET', `/v1/bonus-lists/${mainId}`)).toMatchObject({ status: 404 });
    expect(await payroll.ask(boss, 'GET', `/v1/bonus-lists/${mainId}/lines`)).toMatchObject({ status: 404 });
    expect(await payroll.ask(boss, 'GET', '/v1/bonus-lists')).toMatchObject({ status: 403 });
    const [line] = await linesOf(payroll, listId);
    const cancel = await payroll.ask(boss, 'POST', `/v1/bonus-lists/${listId}/lines/${line?.id}/cancel`, {
      version: line?.version,
      reason: '不发',
    });
    expect(cancel).toMatchObject({ status: 403 });
  });

  it('is nobody else: who was not asked sees no list and holds no line, nor does whoever they delegate to outside finance', async () => {
    const [line] = await linesOf(payroll, listId);
    const stranger = employee(worker(1));
    expect(await payroll.ask(stranger, 'GET', `/v1/bonus-lists/${listId}`)).toMatchObject({ status: 404 });
    expect(await payroll.ask(stranger, 'GET', `/v1/bonus-lists/${listId}/lines`)).toMatchObject({ status: 404 });
    expect(await holdLine(payroll, listId, line, true, stranger)).toMatchObject({ status: 404 });
    expect(await holdLine(payroll, listId, line, true, 'hr2')).toMatchObject({ status: 403 });
    await payroll.database.admin.query(
      `INSERT INTO org_delegation (tenant_id, id, from_person_id, to_person_id, valid_from, valid_to, cancelled, version)
       VALUES ($1, gen_random_uuid(), $2, $3, '2026-01-01', '2029-12-31', false, 1)`,
      [TENANT, STAFF.boss, worker(1)],
    );
    expect(await holdLine(payroll, listId, line, true, stranger)).toMatchObject({ status: 404 });
    expect(await payroll.ask(stranger, 'GET', `/v1/bonus-lists/${listId}`)).toMatchObject({ status: 404 });
    await payroll.database.admin.query('DELETE FROM org_delegation WHERE tenant_id = $1', [TENANT]);
  });
});
