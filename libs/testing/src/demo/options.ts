import { parseArgs } from 'node:util';
import { z } from 'zod';

export interface DemoOptions {
  people: number;
  seed: number;
  rate: number;
  lang: 'zh' | 'en';
  json: boolean;
  faults: boolean;
}

const whole = z.coerce.number().int();
const Options = z.object({
  people: whole.min(40).max(20_000),
  seed: whole.min(0).max(1_000_000_000),
  rate: z.coerce.number().min(60).max(20_000),
  lang: z.enum(['zh', 'en']),
  json: z.boolean(),
  faults: z.boolean(),
});

export class UsageProblem extends Error {}

/** A week in about two minutes. */
const USUAL_RATE = 5_040;

/** @throws UsageProblem in one line */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): DemoOptions {
  const language = env['LC_ALL'] ?? env['LANG'] ?? '';
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        people: { type: 'string', default: '260' },
        seed: { type: 'string', default: '1' },
        rate: { type: 'string', default: String(USUAL_RATE) },
        lang: { type: 'string', default: language.startsWith('en') ? 'en' : 'zh' },
        json: { type: 'boolean', default: false },
        faults: { type: 'boolean', default: false },
        // The launcher ends the installation; here it changes nothing.
        once: { type: 'boolean', default: false },
      },
    });
    const parsed = Options.safeParse(values);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw new UsageProblem(`--${String(issue?.path[0])}: ${issue?.message}`);
  } catch (error) {
    throw error instanceof UsageProblem
      ? error
      : new UsageProblem(error instanceof Error ? error.message : String(error));
  }
}

const Installation = z.object({
  GOALBEAT_URL: z.url(),
  GOALBEAT_INSTALL_KEY: z.string().min(1),
  GOALBEAT_AMQP_URL: z.string().min(1),
  GOALBEAT_TEMPORAL_UI: z.string().default(''),
  GOALBEAT_TEMPORAL_NAMESPACE: z.string().default('goalbeat'),
  GOALBEAT_CONTROL_SOCKET: z.string().default(''),
  GOALBEAT_DIRECTORY_URL: z.url().optional(),
  GOALBEAT_GOALS_URL: z.url().optional(),
  GOALBEAT_APPRAISAL_URL: z.url().optional(),
  GOALBEAT_PAYROLL_URL: z.url().optional(),
});
export type Installation = z.infer<typeof Installation>;

/** What `goalbeat env` says. @throws UsageProblem naming what is missing */
export function readInstallation(env: NodeJS.ProcessEnv): Installation {
  const parsed = Installation.safeParse(env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => String(issue.path[0])).join(', ');
  throw new UsageProblem(`missing or wrong in the environment: ${names}; run it by ./goalbeat demo`);
}
