export interface Options {
  /** Measures by name; all when empty. */
  only: readonly string[];
  /** Where the whole result goes as JSON. */
  json: string | undefined;
  /** Renew docs/benchmarks.md. */
  write: boolean;
  /** Smaller numbers, to see that everything runs; never written to docs. */
  quick: boolean;
}

export class UsageProblem extends Error {}

/** @throws UsageProblem naming what is not understood */
export function readOptions(given: readonly string[], known: readonly string[]): Options {
  const options = { only: [] as string[], json: undefined as string | undefined, write: false, quick: false };
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
    else if (flag === '--only') options.only = valueOf(flag).split(',');
    else throw new UsageProblem(`unknown: ${flag} (known: --only, --json, --write, --quick)`);
  }
  const strange = options.only.find((name) => !known.includes(name));
  if (strange !== undefined) throw new UsageProblem(`--only knows: ${known.join(', ')}; not ${strange}`);
  if (options.write && (options.quick || options.only.length > 0)) {
    throw new UsageProblem('--write takes a whole run: leave out --quick and --only');
  }
  return options;
}
