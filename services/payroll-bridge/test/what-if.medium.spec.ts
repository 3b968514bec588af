import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recompute } from '@goalbeat/domain/pay/recompute';
import { DESIGN, employee, SALES, TENANT, worker } from '@goalbeat/testing/harness/company';
import fc from 'fast-check';
import { PLAN, score } from './company.js';
import { linesOf, listOf } from './lists.js';
import { type Payroll, startPayroll } from './payroll-service.js';

describe('what a list would come to', () => {
  let payroll: Payroll;
  let listId: string;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.putPlan();
    const runId = await payroll.build(randomUUID(), [
      score(0, worker(0)),
      score(1, worker(1), { band: 'qualified' }),
      score(2, worker(2), { band: 'unqualified' }),
    ]);
    listId = (await listOf(payroll, runId)).id;
  });
  afterAll(() => payroll.close());

  const ask = (body: object, who: Parameters<Payroll['ask']>[0] = 'reviewer') =>
    payroll.ask(who, 'POST', `/v1/bonus-lists/${listId}/what-if`, body);
  const amount = (of: string) => ({ amount: of, currency: 'CNY' });

  it('is the same by the same plan', async () => {
    const { status, body } = await ask({});
    expect(status).toBe(200);
    expect(body).toMatchObject({
      before: amount('1250.00'),
      after: amount('1250.00'),
      changed: 0,
      people: [],
      budget: amount('1000000.00'),
      overBudget: false,
    });
  });

  it('tells units, bands and people by scaled amounts and multipliers, against a budget', async () => {
    const { body } = await ask({ scale: { amounts: '1.1', multipliers: '2' }, budget: '2749.99' });
    expect(body).toMatchObject({ after: amount('2750.00'), overBudget: true, changed: 2 });
    expect(body['units']).toEqual([
      { unitId: SALES, before: amount('750.00'), after: amount('1650.00') },
      { unitId: DESIGN, before: amount('500.00'), after: amount('1100.00') },
    ]);
    expect(body['bands']).toMatchObject([{ band: 'excellent' }, { band: 'qualified' }, { band: 'unqualified' }]);
    expect(body['people']).toMatchObject([
      { personNumber: 'E0000', difference: amount('900.00') },
      { personNumber: 'E0001', difference: amount('600.00') },
    ]);
    expect((await ask({ scale: { amounts: '1.1', multipliers: '2' }, budget: '2750' })).body).toMatchObject({
      overBudget: false,
    });
  });

  it('tries another plan, checked as one that is written, and writes nothing', async () => {
    const data = {
      version: 2,
      name: 'x',
      currency: 'CNY',
      award: { kind: 'pool', amount: '100', baseByGrade: { P5: '1' } },
      currencyByUnit: { design: 'JPY' },
      rates: [{ from: 'CNY', to: 'JPY', rate: '20', asOf: '2026-11-20', source: 'PBOC' }],
      finalDecider: 'S1',
    };
    expect((await ask({ data })).body).toMatchObject({ after: amount('66.67'), otherCurrency: 1 });
    expect((await ask({ data: { ...data, rates: [] } })).body).toMatchObject({ field: 'data.currencyByUnit.design' });
    expect((await ask({ data: { ...PLAN, baseByGrade: { X: '1' } } })).body).toMatchObject({ noRate: 3 });
    expect((await ask({ budget: '1.001' })).body).toMatchObject({ code: 'money-scale' });
    expect(await payroll.rows('SELECT 1 FROM pay_plan_version')).toHaveLength(1);
    const log = await payroll.ask('hr', 'GET', `/v1/process-log?subject=bonus-list:${listId}`);
    expect((log.body['items'] as object[]).length).toBe(1);
  });

  it('shows partners the sums of their own people, employees nothing', async () => {
    expect((await ask({}, 'partner')).body).toMatchObject({ before: amount('750.00'), units: [{ unitId: SALES }] });
    expect((await ask({}, employee(worker(0)))).status).toBe(403);
  });

  it('has a tree of each line, of whatever plan, that leads to its amount again', async () => {
    const money = fc.integer({ min: 0, max: 10_000_000 }).map((minor) => (minor / 100).toFixed(2));
    const award = fc.oneof(
      fc.record({
        kind: fc.constant('multiplier'),
        baseByGrade: fc.record({ P5: money, P6: money }),
        multiplierByBand: fc.record({ excellent: fc.constantFrom('1.5', '1.333333'), qualified: fc.constant('1') }),
      }),
      fc.record({ kind: fc.constant('per-band'), amountByBand: fc.record({ excellent: money, qualified: money }) }),
      fc.record({ kind: fc.constant('per-point'), amountPerPoint: money, amountByGrade: fc.record({ P6: money }) }),
      fc.record({
        kind: fc.constant('pool'),
        amount: money,
        baseByGrade: fc.record({ P5: fc.constant('3'), P6: fc.constant('7.5') }),
        bandsWithout: fc.constant(['unqualified']),
      }),
    );
    const plan = fc.record(
      {
        version: fc.constant(2),
        name: fc.constant('x'),
        currency: fc.constantFrom('CNY', 'KWD'),
        finalDecider: fc.constant('S1'),
        award,
        prorate: fc.boolean(),
        cap: fc.integer({ min: 100, max: 1_000_000 }).map((minor) => (minor / 100).toFixed(2)),
        floor: money,
        minimumPayable: fc.constantFrom('0.5', '1'),
        teamExtra: fc.record({ above: fc.constantFrom('0.9', '1.1'), share: fc.constantFrom('0.1', '0.333') }),
        currencyByUnit: fc.constant({ design: 'JPY' }),
      },
      { requiredKeys: ['version', 'name', 'currency', 'finalDecider', 'award', 'prorate'] },
    );
    const people = fc.array(
      fc.record({
        grade: fc.constantFrom('P5', 'P6', 'X9'),
        band: fc.constantFrom('excellent', 'qualified', 'unqualified'),
        score: fc.constantFrom('104/1', '250/3', '-5/1', '0/1'),
        completion: fc.constantFrom('6/5', '1/1'),
        workedDays: fc.integer({ min: 0, max: 5 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    let week = 0;
    const [now] = await payroll.rows<{ version: number }>(`SELECT version::int AS version FROM pay_plan`);
    let version = now?.version ?? 1;
    await fc.assert(
      fc.asyncProperty(plan, people, async (given, those) => {
        // A cap below the floor is refused when the plan is written.
        const floor = given.cap !== undefined && Number(given.floor) > Number(given.cap) ? given.cap : given.floor;
        const data = {
          ...given,
          ...(floor === undefined ? {} : { floor }),
          rates: [{ from: given.currency, to: 'JPY', rate: '21.505', asOf: '2026-11-20', source: 'PBOC' }],
        };
        const written = await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', { data, version });
        expect(written).toMatchObject({ status: 200 });
        version += 1;
        week += 1;
        const cycleId = randomUUID();
        await payroll.build(
          cycleId,
          those.map((one, n) => score(n, worker(n), one)),
          `2027-W${String((week % 50) + 1).padStart(2, '0')}`,
        );
        const lists = await payroll.ask('hr', 'GET', `/v1/bonus-lists?cycle=${cycleId}`);
        let found = 0;
        for (const { id, currency } of lists.body['items'] as { id: string; currency: string }[]) {
          for (const line of await linesOf(payroll, id)) {
            found += 1;
            const [stored] = await payroll.rows<{ minor: string }>(
              'SELECT amount_minor::text AS minor FROM bonus_line WHERE id = $1',
              [line.id],
            );
            expect(recompute(line.explain, currency)).toEqual({ minor: BigInt(stored?.minor ?? -1), currency });
          }
        }
        expect(found).toBe(those.length);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});
