import type { Bench } from './bench.js';
import { round, type Figure, type Measure } from './figure.js';
import { PayrollDesk } from './payroll-desk.js';
import { publishing } from './publishing.js';
import type { Tenant } from './tenant.js';
import { untilSignature } from './until-signature.js';
import { until } from './until.js';

/** Until payroll has answered `paid` for every line of the cycle; the instant, as performance.now(). */
async function lastAnswer(bench: Bench, cycleId: string, withinMs: number): Promise<number> {
  return until(
    'the last answer',
    async () => {
      const [row] = await bench.sql.rows<{ paid: string }>(
        `SELECT count(*) FILTER (WHERE p.state = 'paid') AS paid
         FROM payroll.payout p JOIN payroll.payout_run r ON r.id = p.run_id WHERE r.cycle_id = $1`,
        [cycleId],
      );
      return Number(row?.paid) >= bench.sizes.sheets ? performance.now() : undefined;
    },
    { withinMs, everyMs: 25 },
  );
}

async function handedOverAndAnswered(bench: Bench, tenant: Tenant): Promise<Figure> {
  const { sheets } = bench.sizes;
  const { cycleId, sign } = await untilSignature(bench, tenant, 'paying');
  const desk = await PayrollDesk.open(bench.broker, tenant.id);
  try {
    const began = performance.now();
    await sign();
    const signedMs = performance.now() - began;
    const tookMs = (await lastAnswer(bench, cycleId, 180_000)) - began;
    const first = desk.taken[0]?.at ?? began;
    const last = desk.taken.at(-1)?.at ?? began;
    await bench.quiet();
    const reconciliation = await (await tenant.hr).reconciliation(cycleId);
    return {
      name: 'payouts',
      work: `finance approval → ${sheets} payouts handed over and answered`,
      value: round(tookMs / 1000),
      unit: 's',
      target: '5 s',
      met: tookMs <= 5_000,
      details: {
        payouts: desk.taken.length,
        approvalAnswered: `${Math.round(signedMs)} ms`,
        firstPayout: `after ${Math.round(first - began)} ms`,
        lastPayout: `after ${Math.round(last - began)} ms`,
        reconciled: reconciliation.currencies.every((one) => one.paid.amount === one.signed.amount) ? 'yes' : 'NO',
      },
    };
  } finally {
    await desk.close();
  }
}

export const payouts: Measure = {
  name: 'payouts',
  run: async (bench) => {
    return [
      await handedOverAndAnswered(bench, await bench.exampleOf('payouts')),
      await publishing(bench, await bench.exampleOf('publishing')),
    ];
  },
};
