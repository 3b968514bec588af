import { z } from 'zod';
import { Code, Currency, Text } from '../wire.js';

/** `open`: there is no company yet, and the set-up code founds the first one. */
export const FirstRunState = z.object({ open: z.boolean() }).meta({ id: 'FirstRunState' });
export type FirstRunState = z.infer<typeof FirstRunState>;

/** The first company and its first administrator, who is signed in by it. */
export const FirstRun = z
  .object({
    /** As `./goalbeat up` prints it; dashes, blanks and small letters do not matter. */
    code: z.string().min(1).max(100),
    company: z.object({ slug: Code, name: Text, zone: Text, currency: Currency }).strict(),
    admin: z.object({ number: Code, name: Text, email: z.email(), password: z.string().min(10).max(200) }).strict(),
  })
  .strict()
  .meta({ id: 'FirstRun' });
export type FirstRun = z.infer<typeof FirstRun>;

/** Gateway → directory. */
export const FirstRunRelay = z
  .object({ wanted: FirstRun, address: z.string().max(64), agent: z.string().max(1_000).optional() })
  .strict();
