import { Misuse } from './problem.ts';

export interface Parsed {
  readonly flags: ReadonlySet<string>;
  readonly words: readonly string[];
}

/** Splits a command's arguments into flags it knows and at most so many words; what it does not know is refused by name. */
export const parseArguments = (
  given: readonly string[],
  known: readonly string[],
  command: string,
  mostWords = 0,
): Parsed => {
  const flags = new Set<string>();
  const words: string[] = [];
  for (const argument of given) {
    if (known.includes(argument)) flags.add(argument);
    else if (!argument.startsWith('-') && words.length < mostWords) words.push(argument);
    else throw new Misuse(`goalbeat ${command} does not know ${argument}; see: ./goalbeat help`);
  }
  return { flags, words };
};

/** Takes one flag out of arguments that otherwise belong to another program. */
export const takeFlag = (given: readonly string[], flag: string): { found: boolean; rest: readonly string[] } => ({
  found: given.includes(flag),
  rest: given.filter((argument) => argument !== flag),
});
