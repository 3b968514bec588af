import fc from 'fast-check';
import { Ahead, FARS, type Model, type MoneyCommand, relay } from './ahead.js';
import { answersFrom, moveOf } from './ask-moves.js';
import {
  answerAsk,
  anyAsk,
  buildAsk,
  type Ask,
  deliveryAsk,
  financeAsk,
  forwardAsk,
  leftOut,
  meetingAsk,
  others,
  plan,
  type Said,
  said,
  wayAsk,
} from './asks.js';
import { audit } from './audit.js';
import { turn, type Turn } from './courier.js';
import { keepLetter } from './letter-moves.js';
import { type Reaction, REACTIONS, TELLINGS } from './receiver.js';
import { type Fault, fault, perform, race, SMOOTH } from './step.js';
import { REFUSING, Republishing } from './republishing.js';
import type { World } from './world.js';

const words = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? `${one}n` : one));

/** The first of these to which there is something to do it to. */
class Doing implements MoneyCommand {
  constructor(
    private readonly asks: readonly Ask[],
    private readonly how: Fault,
  ) {}

  check(): boolean {
    return true;
  }

  async run(model: Model, world: World): Promise<void> {
    for (const ask of this.asks) {
      const move = await moveOf(world, model.book, ask);
      if (move === undefined) continue;
      const isDone = await perform(world, model.book, move, this.how);
      if (ask.do !== 'forward') world.tally.command(ask.do, isDone);
      return;
    }
  }

  toString(): string {
    return `${words(this.asks)} ${words(this.how)}`;
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
    world.tally.command('two at once', true);
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

class NextDay implements MoneyCommand {
  check(): boolean {
    return true;
  }

  async run({ book }: Model, world: World): Promise<void> {
    book.day += 1;
    await world.setDay(book.day);
    world.tally.command('a day passes', true);
  }

  toString(): string {
    return 'a day passes';
  }
}

/** Webhooks on their way, with whatever payroll makes of them. */
class Bringing implements MoneyCommand {
  constructor(private readonly what: Turn) {}

  check({ book }: Readonly<Model>): boolean {
    return book.runs.some(({ pin }) => pin?.way === 'webhook');
  }

  async run({ book }: Model, world: World): Promise<void> {
    const words = await turn(world, book, this.what);
    world.tally.words(words);
    world.tally.command('courier', words.length > 0);
  }

  toString(): string {
    return `courier ${words(this.what)}`;
  }
}

/** An answer that could not be taken when it came. */
class Burying implements MoneyCommand {
  constructor(private readonly says: Said | null) {}

  check({ book }: Readonly<Model>): boolean {
    return book.payouts.length > 0;
  }

  async run({ book }: Model, world: World): Promise<void> {
    const [about] = this.says === null ? [null] : answersFrom(world, book, [this.says]);
    if (about === undefined) return;
    await keepLetter(world, book, about);
    world.tally.command('letter', true);
  }

  toString(): string {
    return `letter ${words(this.says)}`;
  }
}

/** How many commands follow. */
const FEWEST = 8;
const MOST = 28;

const turns: fc.Arbitrary<Turn> = fc.record({
  reactions: fc.array(fc.constantFrom<Reaction>('taken', 'paid', ...REACTIONS), { minLength: 1, maxLength: 5 }),
  tellings: fc.array(fc.constantFrom(...TELLINGS, 'truth' as const), { minLength: 1, maxLength: 3 }),
  fault: fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('killed' as const), at: fc.nat(30) }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'lost-answer' as const }) },
  ),
});

const doing = (asks: fc.Arbitrary<Ask>): fc.Arbitrary<MoneyCommand> =>
  fc.tuple(fc.array(asks, { minLength: 4, maxLength: 4 }), fault).map(([some, how]) => new Doing(some, how));

const answers = fc.oneof(
  { weight: 3, arbitrary: doing(answerAsk) },
  { weight: 1, arbitrary: fc.option(said, { nil: null, freq: 3 }).map((says) => new Burying(says)) },
);
const ahead: fc.Arbitrary<MoneyCommand> = fc
  .tuple(fc.nat(60), fc.constantFrom(...FARS), fc.nat(2), turns, fc.nat(2))
  .map(([run, far, n, first, m]) => new Ahead(run, far, n === 0, first, m > 0));
const refusing = fc.constantFrom(...REFUSING);
const moneyCommand: fc.Arbitrary<MoneyCommand> = fc.oneof(
  { weight: 3, arbitrary: doing(anyAsk) },
  { weight: 4, arbitrary: doing(forwardAsk) },
  {
    weight: 2,
    arbitrary: fc.tuple(meetingAsk, fc.oneof(meetingAsk, forwardAsk)).map(([one, other]) => new Meeting(one, other)),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.nat(3)).map(([atMost, n]) => new Relaying(atMost, n > 0)),
  },
  { weight: 6, arbitrary: ahead },
  { weight: 3, arbitrary: answers },
  { weight: 5, arbitrary: doing(financeAsk) },
  { weight: 4, arbitrary: doing(deliveryAsk) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.nat(60),
        others(0),
        fc.tuple(others(0), leftOut),
        plan,
        fault,
        fc.record({ byHand: refusing, published: refusing }),
      )
      .map(
        ([cycle, byHand, [published, without], by, how, no]) =>
          new Republishing(cycle, byHand, published, without, by, how, no),
      ),
  },
  { weight: 3, arbitrary: turns.map((what) => new Bringing(what)) },
  { weight: 1, arbitrary: fc.constant(null).map(() => new NextDay()) },
);

/** A run begins with a company that has scores and mostly chooses how its payouts go; then comes whatever there is. */
export const moneyRun: fc.Arbitrary<MoneyCommand[]> = fc
  .tuple(
    buildAsk.map((ask) => new Doing([ask], SMOOTH)),
    fc.option(
      wayAsk.map((ask) => new Doing([ask], SMOOTH)),
      { nil: null, freq: 3 },
    ),
    fc.array(ahead, { minLength: 1, maxLength: 3 }),
    fc.array(moneyCommand, { minLength: FEWEST, maxLength: MOST, size: 'max' }),
  )
  .map(([build, way, begun, many]) => [build, ...(way === null ? [] : [way]), ...begun, ...many]);
