import { at, type Book } from './book.js';
import { isAsset } from './currencies.js';
import { COMMANDS, FAULTS, OUTCOMES, type Command, type FaultName, type OutcomeName } from './happenings.js';

/** How often each thing happened over all runs. */
export class Tally {
  readonly #commands = new Map<Command, { done: number; refused: number }>();
  readonly #faults = new Map<FaultName, number>();
  readonly #outcomes = new Map<OutcomeName, number>();

  command(name: Command, isDone: boolean): void {
    const before = this.#commands.get(name) ?? { done: 0, refused: 0 };
    before[isDone ? 'done' : 'refused'] += 1;
    this.#commands.set(name, before);
  }

  fault(name: FaultName, times = 1): void {
    if (times > 0) this.#faults.set(name, (this.#faults.get(name) ?? 0) + times);
  }

  outcome(name: OutcomeName, times = 1): void {
    if (times > 0) this.#outcomes.set(name, (this.#outcomes.get(name) ?? 0) + times);
  }

  /** Words of a courier's turn, or of a book, are names of faults or of outcomes. */
  words(words: readonly string[], times = 1): void {
    for (const word of words) {
      const fault = FAULTS.find((name) => name === word);
      const outcome = OUTCOMES.find((name) => name === word);
      if (fault !== undefined) this.fault(fault, times);
      if (outcome !== undefined) this.outcome(outcome, times);
    }
  }

  /** What a finished run's book says. */
  book(book: Book): void {
    for (const [name, times] of book.happened) this.words([name], times);
    const logged = (action: string): number => book.log.filter((one) => one.action === action).length;
    const lines = (is: (line: Book['lines'][number]) => boolean): number => book.lines.filter(is).length;
    for (const { state, line, run } of book.payouts) {
      if (state !== 'paid') continue;
      const { pin } = at(book.runs, run);
      if (isAsset(at(book.lines, line).currency)) this.outcome('points given');
      else if (pin?.way === 'csv') this.outcome('paid by csv');
      else if (pin?.way === 'webhook')
        this.outcome(pin.deduplicates ? 'paid by webhook, which drops repeats' : 'paid by webhook, which does not');
      else this.outcome('paid by rabbitmq');
    }
    const wholeOf = ({ releases }: Book['lines'][number]): bigint =>
      releases === null ? 0n : at(book.lines, releases).minor;
    const isPart = (line: Book['lines'][number]): boolean => line.minor < wholeOf(line);
    this.outcome(
      'rejected and paid again',
      lines(({ cause, state }) => cause === 'signed-again' && state === 'paid'),
    );
    this.outcome(
      'held and paid in part',
      lines((line) => line.cause === 'released' && line.state === 'paid' && isPart(line)),
    );
    this.outcome(
      'held and paid whole',
      lines((line) => line.cause === 'released' && line.state === 'paid' && !isPart(line)),
    );
    this.outcome(
      'corrected up, and paid',
      lines(({ cause, state }) => cause === 'delta-up' && state === 'paid'),
    );
    this.outcome(
      'kept back from the next',
      lines(({ kept }) => kept.some(({ posted }) => posted)),
    );
    this.outcome('taken off what came back', book.payouts.filter(({ takenOff }) => takenOff > 0n).length);
    this.outcome('corrected twice', book.cycles.filter(({ corrections }) => corrections > 1).length);
    this.outcome('posted back', logged('reversed'));
    this.outcome('contradiction cleared', logged('contradiction-cleared'));
    this.outcome("payroll's word taken", logged('contradiction-accepted'));
    this.outcome('said payroll-has-it', logged('payroll-has-it'));
    this.outcome('said never-seen', logged('never-seen'));
    this.outcome('said send-again', logged('send-again'));
    this.outcome('said give-up', logged('give-up'));
    this.outcome('given up', logged('line-cancelled'));
    this.outcome('file withdrawn', book.files.filter(({ withdrawn }) => withdrawn).length);
    this.outcome(
      'file after file',
      book.files.filter(({ withdrawn, released }) => released && !withdrawn).length -
        new Set(book.files.filter(({ withdrawn, released }) => released && !withdrawn).map(({ batch }) => batch)).size,
    );
    this.outcome('stopped', logged('stopped'));
    this.outcome('released', book.stops.filter(({ released }) => released).length);
    this.outcome('cycle cancelled', book.cycles.filter(({ cancelled }) => cancelled).length);
    this.outcome('list returned', logged('returned'));
    this.outcome('list refused', book.lists.filter(({ state }) => state === 'cancelled').length);
  }

  /** What never happened: a few runs cannot come to everything, but thousands that never do look at less than they say. */
  #missing(): string[] {
    return [
      ...COMMANDS.filter((name) => (this.#commands.get(name)?.done ?? 0) === 0),
      ...FAULTS.filter((name) => !this.#faults.has(name)),
      ...OUTCOMES.filter((name) => !this.#outcomes.has(name)),
    ];
  }

  toString(): string {
    const width = Math.max(...[...COMMANDS, ...FAULTS, ...OUTCOMES].map((name) => name.length));
    const row = (name: string, ...figures: number[]): string =>
      `  ${name.padEnd(width)}${figures.map((figure) => String(figure).padStart(8)).join('')}`;
    return [
      `  ${'command'.padEnd(width)}    done refused`,
      ...COMMANDS.map((name) => row(name, this.#commands.get(name)?.done ?? 0, this.#commands.get(name)?.refused ?? 0)),
      `  ${'what went wrong'.padEnd(width)}   times`,
      ...FAULTS.map((name) => row(name, this.#faults.get(name) ?? 0)),
      `  ${'what came of it'.padEnd(width)}   times`,
      ...OUTCOMES.map((name) => row(name, this.#outcomes.get(name) ?? 0)),
      `never happened: ${this.#missing().join('; ') || 'nothing'}`,
    ].join('\n');
  }
}
