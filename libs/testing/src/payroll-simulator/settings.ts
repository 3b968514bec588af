import { PAYROLL_ANSWERS_QUEUE } from '@goalbeat/contracts/names';
import { z } from 'zod';

/** The simulator's environment. */
const Settings = z.object({
  AMQP_URL: z.url(),
  BOOK_FILE: z.string().min(1),
  /** JSON `{ "wrong": ["E0012"] }`: numbers whose account payroll cannot pay into; read anew for each payout. */
  ACCOUNTS_FILE: z.string().min(1).optional(),
  SEED: z.coerce.number().int().default(1),
  QUEUE: z.string().min(1).default('payroll-simulator'),
  ANSWERS_QUEUE: z.string().min(1).default(PAYROLL_ANSWERS_QUEUE),
  /** Only this tenant's payouts are ours; without it everybody's. */
  TENANT: z.uuid().optional(),
  /** Booked payouts after which the process dies, e.g. `9,20`: after booking, before it has told anybody. */
  CRASH_AFTER: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean).map(Number)),
  /** Share of payouts that are given back to the queue once, so that they come again. */
  REPEAT_SHARE: z.coerce.number().min(0).max(1).default(0.03),
  /** Ends by itself when whoever started it is gone. */
  END_WITH_PARENT: z.stringbool().default(false),
  SLOWEST_MS: z.coerce.number().int().min(1).default(800),
  FASTEST_MS: z.coerce.number().int().min(0).default(50),
});
export type Settings = z.infer<typeof Settings>;

/** @throws a zod error naming what is missing or wrong */
export const readSettings = (env: NodeJS.ProcessEnv): Settings => Settings.parse(env);
