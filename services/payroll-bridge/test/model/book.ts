import { DECIMALS, isAsset, type Currency } from './currencies.js';
import type { FaultName, OutcomeName } from './happenings.js';
import type { Given, PlanVersion } from './scores.js';

/**
 * What should have happened, kept by hand: small, pure, and without a line of the code that it judges. Amounts are minor
 * units. Things are found by their place, which never changes; ids are learnt from the service, since it makes them.
 */
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
  'bonus-expense' | 'bonus-payable' | 'held-payable' | 'in-transit' | 'paid-out' | 'rejected-payable' | 'set-off';
export type Cause = 'signed' | 'signed-again' | 'released' | 'delta-up';
export const WAYS = ['rabbitmq', 'webhook', 'csv'] as const;
export type Way = (typeof WAYS)[number];
/** Where a payout is on its way: only what payroll may have is never sent again by itself. */
export type Delivery = 'waiting' | 'in-flight' | 'unclear' | 'refused' | 'delivered' | 'given-up';
export type Outcome = 'accepted' | 'paid' | 'rejected';

/** Whoever has an id that the service gives later. */
export interface Named {
  id: string;
}
export interface Cycle extends Named {
  batchId: string;
  built: boolean;
  cancelled: boolean;
  /** As they were published first. */
  first: Given[];
  /** As they were published, with what was corrected since. */
  scores: Given[];
  /** Whose score was decided by hand, and how it was published last when it was. */
  byHand: { person: number; known: Given['band'] }[];
  /** As they came. */
  publications: Republished[];
  /** How often it was corrected, and by which plan it was reckoned last. */
  corrections: number;
  plan: PlanVersion;
  /** The last one whose lists are not all refused: what it changed at once, how the cycle was reckoned before it, and of which publication it is. */
  askedNow: {
    lists: number[];
    once: { claim: number; minor: bigint }[];
    before: Pick<Cycle, 'scores' | 'byHand' | 'plan'>;
    batchId: string | null;
  } | null;
  /** How many lists of corrections were refused. */
  refusals: number;
}
export interface Republished {
  batchId: string;
  no: number;
  scores: Given[];
  state: 'open' | 'unchanged' | 'corrected' | 'overtaken' | 'contradicting';
  /** By finance, for some at least. */
  refused: boolean;
  /** As it was when this one came: the cycle's scores, who was decided about by hand, how many corrections. */
  before: { scores: Given[]; byHand: Cycle['byHand']; corrections: number };
}
export interface Run extends Named {
  kind: 'cycle' | 'off-cycle';
  cycleId: string | null;
  currency: Currency;
  state: RunState;
  /** As it was when its first payouts went; it keeps to it. */
  pin: Setting | null;
}
/** How payouts go. `asks`: payroll can be asked by key. */
export interface Setting {
  way: Way;
  deduplicates: boolean;
  asks: boolean;
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
  /** With which its signature is posted. */
  cause: Cause;
  /** The first line about the same money, by its place: its own of a first one. */
  claim: number;
  /** What the plan says, before anybody changed it by hand or anything was kept back. */
  computed: bigint;
  /** What it keeps back for earlier claims. */
  kept: Kept[];
  /** Held, and taken off by corrections when it was asked for: it goes on no more. */
  takenOff: bigint;
  /** Given up, having been a part: what of it had gone on. */
  wentOn: bigint;
  /** First money: what corrections paid besides and finance gave up, and what was accrued then. */
  gaveUp: { minor: bigint; beside: bigint };
  /** A correction has taken it down, at some time. */
  takenDown: boolean;
  /** The payout that this line pays again, by its place. */
  replaces: number | null;
  /** The held line whose money it pays, by its place. */
  releases: number | null;
  /** When whoever signs held it: in which round, after how many signatures. */
  heldBy: { round: number; signatures: number } | null;
}
export interface Kept {
  /** The earlier claim, by its place. */
  claim: number;
  minor: bigint;
  posted: boolean;
}
export interface Payout extends Named {
  run: number;
  line: number;
  batch: number;
  state: PayoutState;
  /** Left the outbox for the broker, which confirmed it. Of the other ways: never there. */
  relayed: boolean;
  delivery: Delivery;
  attempts: number;
  /** How often payroll has said in a row that it never saw it. */
  denials: number;
  /** The file that it goes, or went last, with. */
  file: number | null;
  /** What corrections have taken off it since payroll sent it back. */
  takenOff: bigint;
  /** Day from which silence is a question. */
  queryDay: number | null;
  /** What payroll said of it that matters to whether money left. */
  words: Word[];
  /** Payroll has said something of it, whatever it was. */
  heard: boolean;
  /** What it said against us and has not taken back. */
  disputes: Dispute[];
}
/** `dispute`: the contradiction it belongs to. `cleared`: people have found that it was not so. */
export interface Word {
  outcome: 'paid' | 'rejected';
  day: number;
  dispute: number | null;
  cleared: boolean;
}
export interface Dispute {
  no: number;
  ours: PayoutState;
  outcome: Outcome;
  otherAmount: boolean;
  day: number;
  /** Goes up whenever something is said of it. */
  stamp: number;
  askedBy: string | null;
  /** What was asked for: that payroll's word is taken, else that ours is right. */
  accepts: boolean;
}
export interface File extends Named {
  run: number;
  batch: number;
  /** Of its rows, by their place. */
  rows: number[];
  released: boolean;
  withdrawn: boolean;
}
export interface Letter extends Named {
  answer: Answer | null;
  settled: 'replayed' | 'set-aside' | null;
}
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
  /** Else it does not say how much. */
  namesAmount: boolean;
}

export interface Book {
  day: number;
  setting: Setting;
  /** Goes up with each setting. */
  stamp: number;
  /** Contradictions so far. */
  disputes: number;
  files: File[];
  letters: Letter[];
  stops: Stop[];
  cycles: Cycle[];
  runs: Run[];
  lists: List[];
  lines: Line[];
  payouts: Payout[];
  batches: Batch[];
  answers: Map<string, Answer>;
  moves: { line: Line; account: Account; minor: bigint }[];
  /** How often something happened that is to happen, by its name in the tally. */
  happened: Map<OutcomeName | FaultName, number>;
  log: { kind: string; of: Named; action: string }[];
}

export const emptyBook = (): Book => ({
  day: 0,
  setting: { way: 'rabbitmq', deduplicates: true, asks: false },
  stamp: 0,
  disputes: 0,
  files: [],
  letters: [],
  stops: [],
  cycles: [],
  runs: [],
  lists: [],
  lines: [],
  payouts: [],
  batches: [],
  answers: new Map(),
  moves: [],
  happened: new Map(),
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
export function move(book: Book, line: Line, debit: Account, credit: Account, minor = line.minor): void {
  if (minor === 0n) return;
  book.moves.push({ line, account: debit, minor }, { line, account: credit, minor: -minor });
}

export const note = (book: Book, name: OutcomeName | FaultName): void => {
  book.happened.set(name, (book.happened.get(name) ?? 0) + 1);
};

export const wrote = (book: Book, kind: string, of: Named, action: string): void => {
  book.log.push({ kind, of, action });
};

export function decimal(minor: bigint, currency: Currency): string {
  if (minor < 0n) return `-${decimal(-minor, currency)}`;
  const digits = DECIMALS[currency];
  const text = minor.toString().padStart(digits + 1, '0');
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  // Of points no more decimals are written than there are.
  return isAsset(currency) ? whole.replace(/\.?0+$/, '') : whole;
}

const SOURCES: Readonly<Record<Cause, Account>> = {
  signed: 'bonus-expense',
  'delta-up': 'bonus-expense',
  'signed-again': 'rejected-payable',
  released: 'held-payable',
};
/** Where the money of a line comes from: earned, sent back by payroll, or held before. */
export const sourceOf = ({ cause }: Line): Account => SOURCES[cause];

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
  const pays = (place: number): boolean =>
    book.lines.some((line) => line.list === place && (line.minor !== 0n || line.kept.length > 0));
  const paying = open.filter(({ place }) => pays(place));
  const states: ListState[] = (paying.length > 0 ? paying : open).map(({ state }) => state);
  const all = (state: ListState): boolean => states.every((one) => one === state);
  const any = (state: ListState): boolean => states.includes(state);
  const of = at(book.runs, run);
  of.state =
    states.length === 0
      ? 'cancelled'
      : any('returned')
        ? 'returned'
        : all('signed')
          ? 'signed'
          : any('submitted') || any('signed')
            ? 'in-approval'
            : 'draft';
  // It goes where payouts went when it was signed.
  if (of.state === 'signed' && !isAsset(of.currency)) of.pin ??= { ...book.setting };
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
