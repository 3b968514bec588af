/**
 * What should have happened, kept by hand: small, pure, and without a line of the code that it judges. Amounts are minor
 * units. Things are found by their place, which never changes; ids are learnt from the service, since it makes them.
 */
export const CURRENCIES = ['CNY', 'JPY', 'KWD'] as const;
export type Currency = (typeof CURRENCIES)[number];
export const DECIMALS: Readonly<Record<Currency, number>> = { CNY: 2, JPY: 0, KWD: 3 };

export type ListState = 'draft' | 'submitted' | 'returned' | 'signed' | 'handed-over' | 'settled' | 'cancelled';
export type LineState = 'ready' | 'held' | 'signed' | 'paid' | 'rejected' | 'reversed';
export type PayoutState = 'requested' | 'handed-over' | 'accepted' | 'paid' | 'rejected' | 'unknown';
export type RunState =
  | 'draft'
  | 'in-approval'
  | 'returned'
  | 'signed'
  | 'posted'
  | 'handing-over'
  | 'awaiting-answers'
  | 'settled'
  | 'cancelled';
export type Account =
  'bonus-expense' | 'bonus-payable' | 'held-payable' | 'in-transit' | 'paid-out' | 'rejected-payable';
export type Outcome = 'accepted' | 'paid' | 'rejected';

/** Whoever has an id that the service gives later. */
export interface Named {
  id: string;
}
export interface Cycle extends Named {
  batchId: string;
  built: boolean;
  cancelled: boolean;
  lines: { personId: string; currency: Currency; minor: bigint; held: boolean }[];
}
export interface Run extends Named {
  kind: 'cycle' | 'off-cycle';
  cycleId: string | null;
  currency: Currency;
  state: RunState;
}
export interface List extends Named {
  run: number;
  part: 'main' | 'signers';
  state: ListState;
  /** Goes up with each change: whoever saw an older one is refused. */
  stamp: number;
  makerId: string | null;
  /** Who has to sign still, in this order. */
  asked: string[];
  /** Rounds and steps decided so far. */
  decided: number;
  round: number;
  /** In this round. */
  signatures: number;
  /** How often something came back on it: whoever looked before has to look again. */
  added: number;
}
export interface Line extends Named {
  run: number;
  list: number;
  personId: string;
  currency: Currency;
  minor: bigint;
  state: LineState;
  stamp: number;
  sent: boolean;
  posted: boolean;
  active: boolean;
  /** The payout that this line pays again, by its place. */
  replaces: number | null;
  /** The held line whose money it pays, by its place. */
  releases: number | null;
  /** When whoever signs held it: in which round, after how many signatures. */
  heldBy: { round: number; signatures: number } | null;
}
export interface Payout extends Named {
  run: number;
  line: number;
  batch: number;
  state: PayoutState;
  /** Left for payroll, and confirmed. */
  relayed: boolean;
  /** Day from which silence is a question. */
  queryDay: number | null;
  /** Days on which payroll last said that it paid it, and that it rejected it. */
  said: { paid: number; rejected: number };
  /** What it said against us and has not taken back. */
  disputes: Dispute[];
}
export interface Dispute {
  ours: PayoutState;
  outcome: Outcome;
  otherAmount: boolean;
  day: number;
}
/** A day before all. */
export const NEVER = -1;
export interface Batch {
  run: number;
  open: boolean;
}
export interface Stop extends Named {
  stamp: number;
  askedBy: string | null;
  released: boolean;
}
export interface Answer {
  answerId: string;
  /** Place of the payout, or an id that is nobody's. */
  payout: number | string;
  outcome: Outcome;
  otherAmount: boolean;
}

export interface Book {
  day: number;
  stops: Stop[];
  cycles: Cycle[];
  runs: Run[];
  lists: List[];
  lines: Line[];
  payouts: Payout[];
  batches: Batch[];
  answers: Map<string, Answer>;
  moves: { line: Line; account: Account; minor: bigint }[];
  log: { kind: string; of: Named; action: string }[];
}

export const emptyBook = (): Book => ({
  day: 0,
  stops: [],
  cycles: [],
  runs: [],
  lists: [],
  lines: [],
  payouts: [],
  batches: [],
  answers: new Map(),
  moves: [],
  log: [],
});

/** The one at this place: the model asks for none that is not there. */
export function at<T>(many: readonly T[], place: number): T {
  const found = many[place];
  if (found === undefined) throw new Error(`The book has nothing at ${place}`);
  return found;
}

export const placesOf = <T>(many: readonly T[], which: (one: T) => boolean): number[] =>
  many.flatMap((one, place) => (which(one) ? [place] : []));

export const isStopped = (book: Book): boolean => book.stops.some((stop) => !stop.released);

/** From one account into another, as an accountant would write it: debit positive. */
export function move(book: Book, line: Line, debit: Account, credit: Account): void {
  if (line.minor === 0n) return;
  book.moves.push({ line, account: debit, minor: line.minor }, { line, account: credit, minor: -line.minor });
}

export const wrote = (book: Book, kind: string, of: Named, action: string): void => {
  book.log.push({ kind, of, action });
};

export function decimal(minor: bigint, currency: Currency): string {
  const digits = DECIMALS[currency];
  const text = minor.toString().padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Where the money of a line comes from: earned, sent back by payroll, or held before. */
export const sourceOf = ({ replaces, releases }: Line): Account =>
  replaces !== null ? 'rejected-payable' : releases !== null ? 'held-payable' : 'bonus-expense';
/** Its own list made the money; HR may still say how much it is. */
export const isFirst = (line: Line): boolean => line.replaces === null && line.releases === null;

/** Payroll said that it paid it, and has not rejected it on a later day: at one instant "paid" counts, the money may have left. */
export const saidPaid = ({ said }: Payout): boolean => said.paid !== NEVER && said.rejected <= said.paid;

/** Payouts of which payroll's last word is another than ours; what it says of their way only is no difference. */
export const disputed = (book: Book): string[] =>
  book.payouts.flatMap(({ id, state, disputes }) =>
    disputes.flatMap(({ outcome, otherAmount }) => {
      if (otherAmount) return [`${id} payroll-says-other-amount`];
      return outcome === 'accepted' || outcome === state ? [] : [`${id} payroll-says-${outcome}`];
    }),
  );

/** Lines that pay again, at whatever remove, what payroll says to have paid after all. */
export function paysTwice(book: Book, line: Line): boolean {
  if (line.releases !== null) return paysTwice(book, at(book.lines, line.releases));
  if (line.replaces === null) return false;
  const before = at(book.payouts, line.replaces);
  return saidPaid(before) || paysTwice(book, at(book.lines, before.line));
}

/** What its lists decide about; the others have begun to pay. */
export const followsLists = (state: RunState): boolean =>
  state === 'draft' || state === 'in-approval' || state === 'returned' || state === 'signed';

/** Where a run is by what became of its lists; those given up do not count, nor those of nothing beside others. */
export function followLists(book: Book, run: number): void {
  if (!followsLists(at(book.runs, run).state)) {
    signedLate(book, run);
    return;
  }
  const open = book.lists.flatMap((list, place) =>
    list.run === run && list.state !== 'cancelled' ? [{ state: list.state, place }] : [],
  );
  const pays = (place: number): boolean => book.lines.some((line) => line.list === place && line.minor !== 0n);
  const paying = open.filter(({ place }) => pays(place));
  const states: ListState[] = (paying.length > 0 ? paying : open).map(({ state }) => state);
  const all = (state: ListState): boolean => states.every((one) => one === state);
  const any = (state: ListState): boolean => states.includes(state);
  at(book.runs, run).state =
    states.length === 0
      ? 'cancelled'
      : any('returned')
        ? 'returned'
        : all('signed')
          ? 'signed'
          : any('submitted') || any('signed')
            ? 'in-approval'
            : 'draft';
}

/** A list of nothing, whose run has gone on without it. */
function signedLate(book: Book, run: number): void {
  const { state } = at(book.runs, run);
  if (state !== 'awaiting-answers' && state !== 'settled') return;
  for (const list of book.lists) {
    if (list.run !== run || list.state !== 'signed') continue;
    list.state = state === 'settled' ? 'settled' : 'handed-over';
    list.stamp += state === 'settled' ? 2 : 1;
    if (state === 'settled') wrote(book, 'bonus-list', list, 'settled');
  }
}
