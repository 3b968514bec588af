import fc from 'fast-check';
import { type Outcome, type Setting, WAYS } from './book.js';
import type { Decision } from './decision-moves.js';
import type { Filled } from './file-moves.js';
import type { Finance } from './hold-moves.js';
import type { Edit } from './list-moves.js';
import { type Given, givenScores, PEOPLE, type PlanVersion } from './scores.js';
import type { Stopper, Switching } from './stop-moves.js';
import { type Finding, FINDINGS } from './way-moves.js';

export interface Said {
  payout: number | null;
  outcome: Outcome;
  id: number | null;
  otherAmount: boolean;
  namesAmount: boolean;
}
/** What somebody wants to do. Numbers choose one of what is there, so that each ask means something in every book. */
export type Ask =
  | { do: 'build'; given: Given[] }
  | { do: 'edit'; line: number; who: 'hr' | 'hr2'; what: Edit }
  | { do: 'submit'; list: number; who: 'hr' | 'hr2' }
  | { do: 'decide'; list: number; decision: Decision; other: number | null }
  | { do: 'post' | 'query' | 'reverse' | 'close'; run: number }
  | { do: 'hand-over'; run: number; atMost: number }
  | { do: 'close-batches' }
  | { do: 'answer'; says: Said[] }
  | { do: 'hold'; line: number; who: 'reviewer' | 'lead'; held: boolean }
  | { do: 'give-up'; line: number; who: 'reviewer' | 'lead' }
  | { do: 'let-go'; lines: { line: number; quarters: number | null }[]; onlyHeld: boolean }
  | { do: 'correct'; cycle: number; scores: { n: number; band: Given['band'] }[]; plan: PlanVersion | null }
  | { do: 'publish'; cycle: number; scores: { n: number; band: Given['band'] }[]; without: number[] }
  | { do: 'take'; cycle: number; n: number; plan: PlanVersion | null }
  | { do: 'word'; payout: number; dispute: number; who: Finance; accepts: boolean; isOdd: boolean }
  | { do: 'way'; setting: Setting }
  /** Payroll says that it paid what it rejected. */
  | { do: 'contradict' }
  | { do: 'say'; payout: number; finding: Finding }
  | { do: 'release-file' | 'fetch-file'; file: number }
  | { do: 'results'; file: number; filled: Filled[]; by: 'machine' | 'lead'; mode: 'whole' | 'good-rows' }
  | { do: 'replay' | 'set-aside'; letter: number }
  | { do: 'switch'; who: Stopper; what: Switching }
  | { do: 'pay-again'; payouts: number[]; onlyRejected: boolean }
  | { do: 'cancel'; cycle: number }
  /** Whatever comes next for a run. */
  | { do: 'forward'; run: number; atMost: number };

const nat = fc.nat(60);
const maker = fc.constantFrom('hr' as const, 'hr2' as const);
const ofRun = (what: 'post' | 'query' | 'reverse' | 'close'): fc.Arbitrary<Ask> =>
  fc.record({ do: fc.constant(what), run: nat });

export const buildAsk: fc.Arbitrary<Ask> = fc.record({ do: fc.constant('build' as const), given: givenScores });
const editAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('edit' as const),
  line: nat,
  who: maker,
  what: fc.oneof(
    fc.constantFrom<Edit>({ action: 'hold' }, { action: 'release' }),
    fc.bigInt({ min: 0n, max: 20_000_000n }).map((minor): Edit => ({ action: 'adjust', minor })),
  ),
});
const finance = fc.constantFrom('reviewer' as const, 'reviewer' as const, 'lead' as const);
const holdAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('hold' as const),
  line: nat,
  who: finance,
  held: fc.nat(3).map((n) => n > 0),
});
const giveUpAsk: fc.Arbitrary<Ask> = fc.record({ do: fc.constant('give-up' as const), line: nat, who: finance });
const letGoAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('let-go' as const),
  lines: fc.array(
    fc.record({
      line: nat,
      quarters: fc.option(fc.constantFrom(0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 5), { nil: null, freq: 2 }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  onlyHeld: fc.nat(4).map((n) => n > 0),
});
const switchAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('switch' as const),
  who: fc.constantFrom<Stopper>('hr', 'lead', 'reviewer'),
  what: fc.constantFrom<Switching>('stop', 'ask-release', 'ask-release', 'release', 'release'),
});
const submitAsk: fc.Arbitrary<Ask> = fc.record({ do: fc.constant('submit' as const), list: nat, who: maker });
const decideAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('decide' as const),
  list: nat,
  decision: fc.constantFrom<Decision>('approve', 'approve', 'approve', 'return', 'reject'),
  other: fc.option(fc.nat(PEOPLE.length - 1), { nil: null, freq: 3 }),
});
const handOverAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('hand-over' as const),
  run: nat,
  atMost: fc.integer({ min: 1, max: 4 }),
});
const outcome = fc.constantFrom<Outcome>('accepted', 'paid', 'paid', 'rejected', 'rejected');
export const said: fc.Arbitrary<Said> = fc.record({
  payout: fc.option(nat, { nil: null, freq: 12 }),
  outcome,
  id: fc.option(fc.nat(12), { nil: null, freq: 1 }),
  otherAmount: fc.nat(9).map((n) => n === 9),
  namesAmount: fc.nat(3).map((n) => n > 0),
});
export const answerAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('answer' as const),
  says: fc.array(said, { minLength: 1, maxLength: 5 }),
});
export const others = (minLength: number) =>
  fc.array(
    fc.record({ n: nat, band: fc.constantFrom<Given['band']>('excellent', 'qualified', 'unqualified', 'unqualified') }),
    { minLength, maxLength: 4 },
  );
export const plan = fc.option(fc.constantFrom<PlanVersion>(1, 2), { nil: null, freq: 1 });
const correctAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('correct' as const),
  cycle: nat,
  scores: others(1),
  plan,
});
/** Mostly everybody is published. */
export const leftOut = fc.oneof(
  { weight: 3, arbitrary: fc.constant<number[]>([]) },
  { weight: 1, arbitrary: fc.array(nat, { minLength: 1, maxLength: 2 }) },
);
const publishAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('publish' as const),
  cycle: nat,
  scores: others(0),
  without: leftOut,
});
const takeAsk: fc.Arbitrary<Ask> = fc.record({ do: fc.constant('take' as const), cycle: nat, n: fc.nat(9), plan });
const wordAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('word' as const),
  payout: fc.nat(1),
  dispute: fc.nat(1),
  who: fc.constantFrom<Finance>('reviewer', 'lead'),
  accepts: fc.boolean(),
  isOdd: fc.nat(5).map((n) => n === 0),
});
export const wayAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('way' as const),
  setting: fc.record({
    way: fc.constantFrom(...WAYS, 'webhook' as const, 'webhook' as const),
    deduplicates: fc.boolean(),
    asks: fc.boolean(),
  }),
});
const sayAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('say' as const),
  payout: nat,
  finding: fc.constantFrom<Finding>(...FINDINGS),
});
const fileAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constantFrom('release-file' as const, 'release-file' as const, 'fetch-file' as const),
  file: fc.nat(5),
});
const resultsAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('results' as const),
  file: fc.nat(5),
  filled: fc.array(
    fc.record<Filled>({ row: fc.nat(3), outcome: fc.option(outcome, { nil: null, freq: 5 }), anew: fc.boolean() }),
    { minLength: 1, maxLength: 4 },
  ),
  by: fc.constantFrom('machine' as const, 'machine' as const, 'lead' as const),
  mode: fc.constantFrom('whole' as const, 'good-rows' as const),
});
const letterAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constantFrom('replay' as const, 'replay' as const, 'set-aside' as const),
  letter: fc.nat(3),
});
const payAgainAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('pay-again' as const),
  payouts: fc.array(nat, { minLength: 1, maxLength: 3 }),
  onlyRejected: fc.nat(4).map((n) => n > 0),
});

/** All that may meet something else at the same moment: what makes no ids beforehand. */
const meeting: readonly { weight: number; arbitrary: fc.Arbitrary<Ask> }[] = [
  { weight: 4, arbitrary: editAsk },
  { weight: 3, arbitrary: submitAsk },
  { weight: 3, arbitrary: switchAsk },
  { weight: 4, arbitrary: holdAsk },
  { weight: 2, arbitrary: giveUpAsk },
  { weight: 4, arbitrary: decideAsk },
  { weight: 3, arbitrary: ofRun('post') },
  { weight: 4, arbitrary: handOverAsk },
  { weight: 5, arbitrary: answerAsk },
  { weight: 2, arbitrary: ofRun('query') },
  { weight: 1, arbitrary: ofRun('reverse') },
  { weight: 2, arbitrary: ofRun('close') },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), cycle: nat }) },
  { weight: 2, arbitrary: fc.constant<Ask>({ do: 'close-batches' }) },
  { weight: 4, arbitrary: correctAsk },
  { weight: 3, arbitrary: publishAsk },
  { weight: 3, arbitrary: takeAsk },
  { weight: 4, arbitrary: wordAsk },
  { weight: 3, arbitrary: sayAsk },
  { weight: 3, arbitrary: fileAsk },
  { weight: 3, arbitrary: resultsAsk },
  { weight: 2, arbitrary: letterAsk },
];
export const forwardAsk: fc.Arbitrary<Ask> = fc.record({
  do: fc.constant('forward' as const),
  run: nat,
  atMost: fc.integer({ min: 1, max: 4 }),
});
export const meetingAsk: fc.Arbitrary<Ask> = fc.oneof(...meeting);
export const anyAsk: fc.Arbitrary<Ask> = fc.oneof(
  ...meeting,
  { weight: 3, arbitrary: buildAsk },
  { weight: 3, arbitrary: payAgainAsk },
  { weight: 4, arbitrary: letGoAsk },
  { weight: 1, arbitrary: wayAsk },
);
/** What follows one upon the other, so that each is reached often. */
export const financeAsk: fc.Arbitrary<Ask> = fc.oneof(
  { weight: 2, arbitrary: correctAsk },
  { weight: 2, arbitrary: publishAsk },
  { weight: 2, arbitrary: takeAsk },
  { weight: 7, arbitrary: wordAsk },
  { weight: 3, arbitrary: letGoAsk },
  { weight: 2, arbitrary: payAgainAsk },
  { weight: 1, arbitrary: giveUpAsk },
  { weight: 4, arbitrary: fc.constant<Ask>({ do: 'contradict' }) },
);
export const deliveryAsk: fc.Arbitrary<Ask> = fc.oneof(
  { weight: 2, arbitrary: sayAsk },
  { weight: 3, arbitrary: fileAsk },
  { weight: 2, arbitrary: resultsAsk },
  { weight: 2, arbitrary: letterAsk },
);
