import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { CycleCopyRepository } from '../src/cycle-copy/cycle-copy.repository.js';
import { batchOf, cycle } from './company.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { of, Published } from './publications.js';

/** Bands that nobody had this week are bands all the same. */
describe('bands that the rule set of a cycle may give', () => {
  let payroll: Payroll;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    const award = { kind: 'pool', amount: '1000', baseByGrade: { P5: '1' }, bandsWithout: ['unqualified'] };
    const data = { version: 2, name: '奖金池', currency: 'CNY', award, prorate: false, finalDecider: 'S1' };
    const { status } = await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data });
    if (status !== 200) throw new Error(`The plan is refused: ${status}`);
  });
  afterAll(() => payroll.close());

  async function paid(period: string, bands: string[] | undefined): Promise<Published> {
    const published = new Published(payroll, period);
    const { cycleId } = published;
    await payroll.uow.write(TENANT, (tx) => payroll.get(CycleCopyRepository).keepNewest(tx, cycle(cycleId, period)));
    const batch = batchOf(randomUUID(), cycleId, [of(0, 'qualified'), of(1, 'unqualified', '20.00')], period);
    await payroll.receive({
      ...batch,
      pages: batch.pages.map((page) => ({ ...page, ...(bands === undefined ? {} : { bands }) })),
    });
    const { runIds } = await payroll.activities.buildBonusLists({ tenantId: TENANT, cycleId, batch: batch.ref });
    await published.pay(runIds[0] ?? '');
    return published;
  }
  const asked = (band: string) => ({ scores: [{ personId: worker(1), score: '104', band, evidence: '工单' }] });

  it('are taken by a pool that names only those without a share, and nothing else is', async () => {
    const published = await paid('2028-W01', ['excellent', 'qualified', 'unqualified']);
    expect((await published.ask(asked('excellent'))).body).toMatchObject({ counts: { up: 1, down: 1 } });
    expect(await published.ask(asked('outstanding'))).toMatchObject({
      status: 400,
      body: { code: 'validation', field: 'scores.0.band' },
    });
    const url = `/v1/off-cycle-runs/corrections/bands?cycle=${published.cycleId}`;
    expect((await payroll.ask('hr', 'GET', url)).body).toEqual({ bands: ['excellent', 'qualified', 'unqualified'] });
    expect((await payroll.ask('lead', 'GET', url)).status).toBe(403);
    const nowhere = await payroll.ask('hr', 'GET', url.replace(published.cycleId, randomUUID()));
    expect([nowhere.status, (await payroll.ask('hr', 'GET', `${url}&payPlan=none`)).status]).toEqual([404, 404]);
    const slip = await published.ask(asked('excelent'));
    expect(slip.body['detail']).toMatch(/评分规则.*是否指 excellent/);
  });

  it('are those of the latest publication’s rules', async () => {
    const published = await paid('2028-W02', ['qualified', 'unqualified']);
    expect((await published.ask(asked('excellent'))).body).toMatchObject({ code: 'validation' });
    const scores = [of(0, 'qualified'), of(1, 'unqualified', '20.00')];
    await published.publish(2, scores, ['excellent', 'qualified', 'unqualified']);
    expect((await published.ask(asked('excellent'))).body).toMatchObject({ counts: { up: 1, down: 1 } });
  });

  it('and whoever has a grade that the plan has no base for is named before anything is asked for', async () => {
    const published = new Published(payroll, '2028-W04');
    await published.paid(of(2, 'qualified'), of(3, 'qualified', '104.00', { grade: 'X1' }));
    const scores = [{ personId: worker(3), score: '110', band: 'qualified', evidence: '工单' }];
    expect((await published.ask({ scores })).body).toMatchObject({
      counts: { up: 0, down: 0, unchanged: 1, noRate: 1 },
      noRate: [{ personId: worker(3), personNumber: 'E0003', why: expect.stringMatching(/职级 X1.*grade X1/) }],
    });
    expect((await published.ask({ scores: [] })).body).toMatchObject({ noRate: [{ personId: worker(3) }] });
  });

  it('are guessed where a batch of an earlier release did not tell them', async () => {
    const published = await paid('2028-W03', undefined);
    expect((await published.ask(asked('excellent'))).body).toMatchObject({ counts: { up: 1, down: 1 } });
    expect((await published.ask(asked('unqualifed'))).body).toMatchObject({ code: 'validation' });
  });
});
