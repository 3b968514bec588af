import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT, smallCompany, TENANT } from '@goalbeat/testing/harness/company';
import { seedOrganisation, unitOf } from '@goalbeat/testing/harness/organisation';
import { OrgWriter } from '@goalbeat/org-copy/org-writer';
import fc from 'fast-check';
import { ReconciliationService } from '../../src/reconciliation/reconciliation.service.js';
import { type Payroll, startPayroll } from '../payroll-service.js';
import { audit, totalsOf } from './audit.js';
import { emptyBook } from './book.js';
import type { Model } from './ahead.js';
import { moneyRun } from './commands.js';
import { drain } from './drain.js';
import { disputed } from './payrolls-word.js';
import { CARE, MODEL_PLANS, POINTS } from './scores.js';
import { requireTold } from './told-of-corrections.js';
import { World } from './world.js';

type Totals = { currency: string } & Record<'signed' | 'posted' | 'handedOver' | 'paid' | 'unpaid', { amount: string }>;

const RUNS = Number(process.env['GOALBEAT_MODEL_RUNS'] ?? 25);
/** The same few runs with each change; `npm run model` takes new ones each time. */
const SEED = Number(process.env['GOALBEAT_MODEL_SEED'] ?? 120_063_890);
const PATH = process.env['GOALBEAT_MODEL_PATH'];
/** The machine may be busy with anything: only what hangs is to fail by it. */
const LONGEST_MS = 60_000 + RUNS * 30_000;

describe('money, against a book of its own', () => {
  let payroll: Payroll;
  let world: World;
  let agreed = 0;

  beforeAll(async () => {
    payroll = await startPayroll();
    const company = smallCompany(TENANT, 12);
    const units = [...company.units, unitOf('care', [ROOT, CARE])];
    await seedOrganisation(payroll.uow, payroll.get(OrgWriter), { ...company, units });
    await asked('/v1/assets/POINTS', POINTS);
    for (const [at, data] of MODEL_PLANS.entries())
      await asked('/v1/pay-plans/weekly', { data, ...(at === 0 ? {} : { version: at }) });
    world = new World(payroll, TENANT);
    await world.receiver.start();
    await world.hurry();
  }, 120_000);
  afterAll(async () => {
    await payroll?.close();
    await world?.receiver.close();
  });

  async function asked(path: string, body: object): Promise<void> {
    const put = await payroll.ask('hr', 'PUT', path, body);
    if (put.status !== 200) throw new Error(JSON.stringify(put.body));
  }

  /** What holds at any moment, and once everything has come to its end. */
  const check = async (model: Model): Promise<void> => {
    const found = await audit(world, model.book);
    if (found.length > 0) throw new Error(`Midway: ${found.join('; ')}`);
    await drain(world, model);
    const left = await audit(world, model.book);
    if (left.length > 0) throw new Error(`In the end: ${left.join('; ')}`);
    const view = await payroll.get(ReconciliationService).view(world.as('lead'), null);
    const inWords = ({ currency, signed, posted, handedOver, paid, unpaid }: Totals): string =>
      [signed, posted, handedOver, paid, unpaid].map(({ amount }) => `${amount} ${currency}`).join(', ');
    const expected = totalsOf(model.book).map(({ currency, signed, paid, unpaid }) => {
      const same = { signed: { amount: signed }, posted: { amount: signed }, handedOver: { amount: signed } };
      return inWords({ currency, ...same, paid: { amount: paid }, unpaid: { amount: unpaid } });
    });
    const shown = view.currencies.map(inWords);
    // The books agree, but for what payroll says against them and has not taken back.
    const against = view.differences.map(({ payoutId, what }) => `${payoutId} ${what}`).toSorted();
    const disputes = disputed(model.book).toSorted();
    const isRight = against.join('; ') === disputes.join('; ') && view.agrees === (disputes.length === 0);
    if (!isRight || shown.join('; ') !== expected.join('; '))
      throw new Error(`Reconciled: ${JSON.stringify(view)}; should be ${expected.join('; ')}`);
    await noticesOf(model);
    await requireTold(world);
    world.tally.book(model.book);
    await world.end();
    agreed += 1;
    if (agreed % 100 === 0) process.stderr.write(`money model: ${agreed} agree\n`);
  };

  const noticesOf = async ({ book }: Model): Promise<void> => {
    const rows = await world.rows<{ id: string }>(
      `SELECT payload #>> '{event,data,subjectId}' AS id FROM outbox
       WHERE tenant_id = $1 AND payload ->> 'routingKey' = 'goalbeat.notice.requested.v1' AND payload #>> '{event,data,kind}' = 'paid'`,
      [world.tenantId],
    );
    const inOrder = (ids: string[]): string => ids.toSorted().join(', ');
    const told = inOrder(rows.map(({ id }) => id));
    const paid = inOrder(book.payouts.filter(({ state }) => state === 'paid').map(({ id }) => id));
    if (told !== paid) throw new Error(`Told of ${told}; paid were ${paid}`);
  };

  it(
    `keeps to it in ${RUNS} random runs`,
    async () => {
      process.stderr.write(`money model: ${RUNS} runs, seed ${SEED}\n`);
      const result = await fc.check(
        fc.asyncProperty(moneyRun, async (commands) => {
          await world.begin();
          const model: Model = { book: emptyBook() };
          await fc.asyncModelRun(() => ({ model, real: world }), commands);
          await check(model);
        }),
        {
          numRuns: RUNS,
          seed: SEED,
          unbiased: true,
          endOnFailure: process.env['GOALBEAT_MODEL_SHRINK'] === 'no',
          ...(PATH === undefined ? {} : { path: PATH }),
        },
      );
      process.stderr.write(`${String(world.tally)}\n`);
      expect(result.failed ? `${fc.defaultReportMessage(result)}\n${String(result.errorInstance)}` : '').toBe('');
      expect(result.numRuns).toBe(RUNS);
    },
    LONGEST_MS,
  );
});
