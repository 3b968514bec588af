import { publishBare } from './bare-publishing.js';
import type { Bench } from './bench.js';
import { without } from './control.js';
import { round, type Figure } from './figure.js';
import { PayrollDesk } from './payroll-desk.js';
import type { Tenant } from './tenant.js';
import { untilSignature } from './until-signature.js';
import { until } from './until.js';

const WAITING = `payroll.outbox WHERE payload->>'exchange' = 'goalbeat.payouts'`;

/**
 * The relay alone: the broker is away while finance signs, so that all payouts wait in the outbox; then from the first that
 * leaves it to the last. Payroll's queue is bound, its answers come only after.
 */
export async function publishing(bench: Bench, tenant: Tenant): Promise<Figure> {
  const { sheets } = bench.sizes;
  await (await PayrollDesk.open(bench.broker, tenant.id)).leave();
  const { sign } = await untilSignature(bench, tenant, 'publishing');
  const drain = await without(bench.env.controlSocket, 'rabbitmq', async () => {
    await sign();
    const left = await until(
      'all payouts in the outbox',
      async () => {
        const there = await bench.sql.count(WAITING);
        return there >= sheets ? there : undefined;
      },
      { withinMs: 180_000, everyMs: 100 },
    );
    // Watched from before the broker is back: the relay does not wait for us.
    return { left, emptied: drained(bench, left) };
  });
  const { messages, tookMs } = await drain.emptied;
  await bench.connectAgain();
  const desk = await PayrollDesk.open(bench.broker, tenant.id, { keep: true });
  try {
    await until('payroll has them all', () => Promise.resolve(desk.taken.length >= drain.left ? true : undefined));
    await bench.quiet();
    const ours = (messages / tookMs) * 1000;
    const bare = await publishBare(bench.broker, desk.taken);
    return {
      name: 'payout-publishing',
      work: 'publishing payouts from the outbox ÷ a bare amqplib confirm loop of the same messages',
      value: round(ours / bare),
      unit: '',
      target: '0.7',
      met: ours / bare >= 0.7,
      details: { ours: `${Math.round(ours)}/s`, bare: `${Math.round(bare)}/s`, messages },
    };
  } finally {
    await desk.close();
  }
}

/** What left the outbox between the first look that misses some and the one that finds it empty. */
async function drained(bench: Bench, before: number): Promise<{ messages: number; tookMs: number }> {
  let began: { at: number; left: number } | undefined;
  return until(
    'an empty outbox',
    async () => {
      const left = await bench.sql.count(WAITING);
      const at = performance.now();
      if (left < before) began ??= { at, left };
      return left === 0 && began !== undefined && began.left > 0
        ? { messages: began.left, tookMs: at - began.at }
        : undefined;
    },
    { withinMs: 120_000, everyMs: 5 },
  );
}
