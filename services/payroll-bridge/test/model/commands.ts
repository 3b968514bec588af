import fc from 'fast-check';
import { answerAsk, anyAsk, type Ask, forward, forwardAsk, meetingAsk, moveOf } from './asks.js';
import { audit } from './audit.js';
import { at, type Book, isStopped } from './book.js';
import { type Fault, fault, perform, race, SMOOTH } from './step.js';
import type { World } from './world.js';

/** fast-check gives the same object to every command of a run. */
export interface Model {
  book: Book;
}
export type MoneyCommand = fc.AsyncCommand<Model, World>;

const words = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? `${one}n` : one));

class Doing implements MoneyCommand {
  constructor(
    private readonly ask: Ask,
    private readonly how: Fault,
  ) {}

  check(): boolean {
    return true;
  }

  async run(model: Model, world: World): Promise<void> {
    const move = await moveOf(world, model.book, this.ask);
    if (move !== undefined) await perform(world, model.book, move, this.how);
  }

  toString(): string {
    return `${words(this.ask)} ${words(this.how)}`;
  }
}

class Meeting implements MoneyCommand {
  constructor(
    private readonly one: Ask,
    private readonly other: Ask,
  ) {}

  check(): boolean {
    return true;
  }

  async run(model: Model, world: World): Promise<void> {
    const first = await moveOf(world, model.book, this.one);
    const second = await moveOf(world, model.book, this.other);
    if (first === undefined || second === undefined) return;
    await race(model, [first, second], (book) => audit(world, book));
  }

  toString(): string {
    return `at once ${words(this.one)} ${words(this.other)}`;
  }
}

class Relaying implements MoneyCommand {
  constructor(
    private readonly atMost: number,
    private readonly confirm: boolean,
  ) {}

  check({ book }: Readonly<Model>): boolean {
    return book.payouts.some((payout) => !payout.relayed);
  }

  run({ book }: Model, world: World): Promise<void> {
    return relay(world, book, this.atMost, this.confirm);
  }

  toString(): string {
    return `relay ${this.atMost}${this.confirm ? '' : ', confirmation lost'}`;
  }
}

const FAR = 40;

/** Without a hitch to where payroll has it all and has said nothing: most of what may go wrong comes after it. */
class Ahead implements MoneyCommand {
  constructor(private readonly place: number) {}

  check({ book }: Readonly<Model>): boolean {
    return book.runs.length > 0;
  }

  async run({ book }: Model, world: World): Promise<void> {
    const run = this.place % book.runs.length;
    for (let n = 0; n < FAR && at(book.runs, run).state !== 'awaiting-answers'; n++) {
      const move = isStopped(book) ? undefined : await forward(world, book, run, FAR);
      if (move === undefined) return;
      await perform(world, book, move, SMOOTH);
    }
    await relay(world, book, FAR, true);
  }

  toString(): string {
    return `run ${this.place} goes ahead`;
  }
}

class NextDay implements MoneyCommand {
  check(): boolean {
    return true;
  }

  async run({ book }: Model, world: World): Promise<void> {
    book.day += 1;
    await world.setDay(book.day);
  }

  toString(): string {
    return 'a day passes';
  }
}

export async function relay(world: World, book: Book, atMost: number, confirm: boolean): Promise<void> {
  const ids = book.payouts.filter((payout) => !payout.relayed).map((payout) => payout.id);
  const confirmed = new Set(await world.relay(atMost, confirm, ids));
  for (const payout of book.payouts) if (confirmed.has(payout.id)) payout.relayed = true;
}

export const moneyCommands: fc.Arbitrary<MoneyCommand>[] = [
  fc.tuple(anyAsk, fault).map(([ask, how]) => new Doing(ask, how)),
  fc.tuple(forwardAsk, fault).map(([ask, how]) => new Doing(ask, how)),
  fc.tuple(forwardAsk, fault).map(([ask, how]) => new Doing(ask, how)),
  fc.tuple(meetingAsk, fc.oneof(meetingAsk, forwardAsk)).map(([one, other]) => new Meeting(one, other)),
  fc.tuple(fc.integer({ min: 1, max: 6 }), fc.nat(3)).map(([atMost, n]) => new Relaying(atMost, n > 0)),
  fc.nat(60).map((run) => new Ahead(run)),
  fc.tuple(answerAsk, fault).map(([ask, how]) => new Doing(ask, how)),
  fc.constant(null).map(() => new NextDay()),
];
/** Every run begins with a company that has scores. */
export const firstCommand = (ask: Ask): MoneyCommand => new Doing(ask, { kind: 'none', keyed: false });
