export interface Options {
  /** Measures by name; all when empty. */
  only: readonly string[];
  /** Where the whole result goes as JSON. */
  json: string | undefined;
  /** Renew docs/benchmarks.md by what was measured. */
  write: boolean;
  /** Smaller numbers, to see that everything runs; never written to docs. */
  quick: boolean;
  /** How many ladders wait at once, where the usual number takes too long. */
  ladders: number | undefined;
  /** How many lines the large bonus list has. */
  lines: number | undefined;
}

export class UsageProblem extends Error {}

function countOf(flag: string, given: string): number {
  if (!/^[1-9]\d{0,5}$/.test(given)) throw new UsageProblem(`${flag} takes a number from 1 on, not ${given}`);
  return Number(given);
}

/** @throws UsageProblem naming what is not understood */
export function readOptions(given: readonly string[], known: readonly string[]): Options {
  const options = {
    only: [] as string[],
    json: undefined as string | undefined,
    write: false,
    quick: false,
    ladders: undefined as number | undefined,
    lines: undefined as number | undefined,
  };
  const rest = [...given];
  const valueOf = (flag: string): string => {
    const value = rest.shift();
    if (value === undefined || value.startsWith('--')) throw new UsageProblem(`${flag} needs a value`);
    return value;
  };
  for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
    if (flag === '--write') options.write = true;
    else if (flag === '--quick') options.quick = true;
    else if (flag === '--json') options.json = valueOf(flag);
    else if (flag === '--ladders') options.ladders = countOf(flag, valueOf(flag));
    else if (flag === '--lines') options.lines = countOf(flag, valueOf(flag));
    else if (flag === '--only') options.only = valueOf(flag).split(',');
    else throw new UsageProblem(`unknown: ${flag} (known: --only, --json, --write, --quick, --ladders, --lines)`);
  }
  const strange = options.only.find((name) => !known.includes(name));
  if (strange !== undefined) throw new UsageProblem(`--only knows: ${known.join(', ')}; not ${strange}`);
  if (options.write && options.quick)
    throw new UsageProblem('--write takes figures that mean something: leave out --quick');
  return options;
}
