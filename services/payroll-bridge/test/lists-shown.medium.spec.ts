import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DESIGN, OTHER_TENANT, SALES, TENANT, worker, employee, staff } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { listActs } from './list-acts.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

describe('from scores to a signed list', () => {
  let payroll: Payroll;
  let cycleId: string;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.seed(OTHER_TENANT, 10);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());
  beforeEach(() => {
    cycleId = randomUUID();
    Object.assign(payroll.directory, { seq: 0, away: false, refused: new Set(), withoutRoles: new Set() });
  });

  const { lists, linesOf } = listActs(() => payroll);
  const scores = (n = 4) => Array.from({ length: n }, (_, at) => score(at, worker(at)));

  it('shows the log of a list to those whose people are on it, and of a payout to its owner', async () => {
    const runId = await payroll.build(cycleId, [score(0, worker(0)), score(1, worker(1))]);
    const [list] = await lists(runId);
    const log = (who: Parameters<Payroll['ask']>[0], subject: string) =>
      payroll.ask(who, 'GET', `/v1/process-log?subject=${subject}`);
    for (const who of ['hr', 'reviewer', 'lead'] as const) {
      const { status, body } = await log(who, `bonus-list:${list?.id}`);
      expect([who, status]).toEqual([who, 200]);
      expect(body).toMatchObject({
        items: [{ action: 'built', ruleVersion: expect.stringMatching(/^pay-plan\/weekly@/) }],
      });
    }
    // The partner's units have some of these people only.
    for (const who of ['partner' as const, employee(worker(0))]) {
      expect((await log(who, `bonus-list:${list?.id}`)).status).toBe(403);
      expect((await log(who, `payout-run:${runId}`)).status).toBe(403);
    }
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const [payout] = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 AND person_id = $2', [
      runId,
      worker(0),
    ]);
    await payroll.confirmAll();
    await payroll.answer(answerOf(payout?.id ?? '', 'paid'));
    expect((await log(employee(worker(0)), `payout:${payout?.id}`)).body).toMatchObject({
      items: [{ action: 'paid', cycleId, actorId: 'payroll' }],
    });
    expect((await log(employee(worker(1)), `payout:${payout?.id}`)).status).toBe(403);
    const run = (await log('hr', `payout-run:${runId}`)).body['items'] as { action: string }[];
    expect(run.map(({ action }) => action)).toEqual(['posted', 'handed-over', 'batch-confirmed']);
  });

  it('tells those who keep the installation going what happened, and no amounts', async () => {
    const runId = await payroll.build(cycleId, [score(0, worker(0))]);
    await payroll.signAll(runId);
    const [list] = await lists(runId);
    const subject = `bonus-list:${list?.id}`;
    const detailsFor = async (who: Parameters<Payroll['ask']>[0]) => {
      const { body } = await payroll.ask(who, 'GET', `/v1/process-log?subject=${subject}`);
      return (body['items'] as { details: object }[]).map(({ details }) => Object.keys(details).length > 0);
    };
    for (const role of ['ops', 'admin'] as const) {
      const details = await detailsFor({ ...staff('boss'), roles: [{ role, unitId: null }] });
      expect(details.length).toBeGreaterThan(1);
      expect(details).not.toContain(true);
    }
    expect(await detailsFor('lead')).toContain(true);
  });

  it('takes an id that only looks like one for nobody’s', async () => {
    for (const kind of ['payout', 'bonus-list', 'payout-run', 'submit-bonus-list']) {
      const subject = `${kind}:${'-'.repeat(36)}`;
      const answer = await payroll.ask('partner', 'GET', `/v1/process-log?subject=${subject}`);
      expect([kind, answer.status]).toEqual([kind, 403]);
    }
  });

  it('shows partners their units only, and other tenants nothing', async () => {
    const runId = await payroll.build(cycleId, scores(4));
    const [list] = await lists(runId);
    const mine = await payroll.ask('partner', 'GET', `/v1/bonus-lists/${list?.id}/lines`);
    expect((mine.body['items'] as { unitId: string }[]).map((line) => line.unitId)).toEqual([SALES, SALES]);
    expect((await payroll.ask('hr', 'GET', `/v1/bonus-lists?cycle=${cycleId}`)).body).toMatchObject({
      items: [{ id: list?.id }],
      next: null,
    });
    expect((await payroll.ask(staff('hr', OTHER_TENANT), 'GET', `/v1/bonus-lists/${list?.id}`)).status).toBe(404);
    expect((await payroll.ask(staff('hr', OTHER_TENANT), 'GET', '/v1/pay-plans/weekly')).status).toBe(404);
    expect((await payroll.ask(employee(worker(0)), 'GET', '/v1/bonus-lists')).status).toBe(403);
    expect(DESIGN).not.toBe(SALES);
  });

  it('does not know a list, nor its lines, of which the partner’s units have nobody', async () => {
    const designers = await payroll.build(randomUUID(), [score(1, worker(1)), score(3, worker(3))]);
    const [theirs] = await lists(designers);
    expect((await linesOf(theirs?.id ?? '')).map((line) => line.personId)).toEqual([worker(1), worker(3)]);
    for (const path of ['', '/lines']) {
      expect((await payroll.ask('partner', 'GET', `/v1/bonus-lists/${theirs?.id}${path}`)).status).toBe(404);
    }
  });
});
