import { parseArgs } from 'node:util';
import { z } from 'zod';

// The launcher reads this file from its source, before anything is built: packages may be imported, our own files not.

export interface DemoOptions {
  /** Whose story is lived through. */
  example: (typeof EXAMPLES)[number];
  people: number;
  seed: number;
  /** Business time runs so many times faster than real time. */
  rate: number;
  lang: 'zh' | 'en';
  json: boolean;
  faults: boolean;
}

const RANGES = { people: [40, 20_000], seed: [0, 1_000_000_000], rate: [60, 20_000] } as const;
const EXAMPLES = ['marketplace', 'lender'] as const;
/** As their files are committed. */
const USUAL_PEOPLE = { marketplace: 260, lender: 200 } as const;
const LANGUAGES = ['zh', 'en'] as const;

/** A week in about two minutes. */
const USUAL_RATE = 5_040;

const OPTIONS = {
  example: { type: 'string' },
  people: { type: 'string' },
  seed: { type: 'string' },
  rate: { type: 'string' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
  faults: { type: 'boolean' },
  // The launcher ends the installation; here it changes nothing.
  once: { type: 'boolean' },
} as const;
type Name = keyof typeof OPTIONS;

export class UsageProblem extends Error {}

const isKnown = (name: string): name is Name => Object.hasOwn(OPTIONS, name);

/** What was given for each option, the last time it was given; '' for a switch. */
function valuesOf(args: readonly string[]): Map<Name, string> {
  // Not strict: Node's own words for what it refuses speak of positionals and escapes, not of this command.
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  const values = new Map<Name, string>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    const shown = token.kind === 'option' ? token.rawName : token.value;
    if (token.kind !== 'option' || !isKnown(token.name)) {
      throw new UsageProblem(`it does not know ${shown}; see: ./goalbeat help`);
    }
    const isSwitch = OPTIONS[token.name].type === 'boolean';
    if (isSwitch && token.value !== undefined) throw new UsageProblem(`${shown} takes no value`);
    if (!isSwitch && token.value === undefined) throw new UsageProblem(`${shown} needs a value`);
    values.set(token.name, token.value ?? '');
  }
  return values;
}

function whole(name: keyof typeof RANGES, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  const [least, most] = RANGES[name];
  const value = /^\d{1,10}$/.test(given) ? Number(given) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageProblem(`--${name} takes a whole number from ${least} to ${most}, not ${given === '' ? '""' : given}`);
}

/** The terminal's language when it is one of ours, else English. An empty variable counts as unset. */
function language(given: string | undefined, env: NodeJS.ProcessEnv): DemoOptions['lang'] {
  const terminal = env['LC_ALL'] || env['LANG'] || '';
  if (given === undefined) return terminal.startsWith('zh') ? 'zh' : 'en';
  const known = LANGUAGES.find((one) => one === given);
  if (known === undefined) throw new UsageProblem(`--lang takes ${LANGUAGES.join(' or ')}, not ${given}`);
  return known;
}

function story(given: string | undefined): DemoOptions['example'] {
  const known = EXAMPLES.find((one) => one === (given ?? 'marketplace'));
  if (known === undefined) throw new UsageProblem(`--example takes ${EXAMPLES.join(' or ')}, not ${given}`);
  return known;
}

/** @throws UsageProblem in one line */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): DemoOptions {
  const values = valuesOf(args);
  const example = story(values.get('example'));
  return {
    example,
    people: whole('people', values.get('people'), USUAL_PEOPLE[example]),
    seed: whole('seed', values.get('seed'), 1),
    rate: whole('rate', values.get('rate'), USUAL_RATE),
    lang: language(values.get('lang'), env),
    json: values.has('json'),
    faults: values.has('faults'),
  };
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
