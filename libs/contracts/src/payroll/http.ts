import { z } from 'zod';
import { BONUS_LIST_STATES, LINE_STATES } from '@goalbeat/domain/bonus-list/lifecycle';
import { ACCOUNTS, POSTING_CAUSES, SIGNATURES } from '@goalbeat/domain/ledger/movement';
import { PAYOUT_STATES } from '@goalbeat/domain/payout/lifecycle';
import { PayPlanData } from './pay-plan-data.js';
import {
  Amount,
  Code,
  AssetCode,
  Decimal,
  ExplainStep,
  Id,
  Instant,
  LongText,
  PageQuery,
  Version,
  pageOf,
  Flag,
} from '../wire.js';

export const PutPayPlan = z
  .object({ data: PayPlanData, version: Version.optional() })
  .strict()
  .meta({ id: 'PutPayPlan' });
export const PayPlanView = z
  .object({ id: Id, code: Code, version: Version, data: PayPlanData, updatedAt: Instant })
  .meta({ id: 'PayPlan' });
export const PayPlanPage = pageOf(PayPlanView);

/** `signers`: the lines of those who sign the main list, decided by somebody else (D4). */
export const LIST_PARTS = ['main', 'signers'] as const;
export const BonusListView = z
  .object({
    id: Id,
    runId: Id,
    cycleId: Id.nullable(),
    period: z.string(),
    kind: z.enum(['cycle', 'off-cycle']),
    part: z.enum(LIST_PARTS),
    currency: AssetCode,
    state: z.enum(BONUS_LIST_STATES),
    version: Version,
    lines: z.int(),
    held: z.int(),
    total: Amount,
    budget: Amount.nullable(),
    lastTotal: Amount.nullable(),
    hash: z.string().nullable(),
    approvalId: Id.nullable(),
    makerId: Id.nullable(),
  })
  .meta({ id: 'BonusList' });
export const BonusListPage = pageOf(BonusListView);
export const BonusListQuery = PageQuery.extend({ cycle: Id.optional(), run: Id.optional() });
export const BonusLineView = z
  .object({
    id: Id,
    listId: Id,
    personId: Id,
    personNumber: z.string(),
    personName: z.string(),
    unitId: Id,
    amount: Amount,
    computed: Amount,
    lastAmount: Amount.nullable(),
    band: z.string(),
    score: Decimal,
    reason: z.string(),
    explain: z.array(ExplainStep),
    /** Score and band, then each step as a sentence. */
    words: z.array(z.string()),
    state: z.enum(LINE_STATES),
    heldReason: z.string().nullable(),
    /** Of a held line: what has not gone on in another list; null of any other. */
    stillHeld: Amount.nullable(),
    /** Why it is paid: for the first time, again after a refusal, out of a hold, or the difference of a correction. */
    cause: z.enum(SIGNATURES),
    /** The first line about the same money; its own id for a first payment. */
    claimId: Id,
    version: Version,
  })
  .meta({ id: 'BonusLine' });
export const BonusLinePage = pageOf(BonusLineView);
export const EditLine = z
  .object({
    version: Version,
    action: z.enum(['adjust', 'hold', 'release']),
    amount: Amount.optional(),
    reason: LongText,
  })
  .strict()
  .meta({ id: 'EditLine' });
/** Whoever has to sign takes a line out of what is signed, or puts it back before anybody signs. */
export const HoldLine = z
  .object({ version: Version, held: z.boolean(), reason: LongText })
  .strict()
  .meta({ id: 'HoldLine' });
export const CancelLine = z.object({ version: Version, reason: LongText }).strict().meta({ id: 'CancelLine' });
export const SubmitList = z.object({ version: Version }).strict().meta({ id: 'SubmitList' });

export const PayoutView = z
  .object({
    id: Id,
    runId: Id,
    lineId: Id,
    personId: Id,
    personNumber: z.string(),
    personName: z.string(),
    amount: Amount,
    period: z.string(),
    state: z.enum(PAYOUT_STATES),
    requestedAt: Instant,
    answeredAt: Instant.nullable(),
    paidAt: Instant.nullable(),
    reference: z.string().nullable(),
    rejection: z.object({ code: z.string(), text: z.string() }).nullable(),
    reason: z.string(),
    explain: z.array(ExplainStep),
    /** In words, for the person paid. */
    words: z.array(z.string()),
    /** Of a part of what was held: the rest was given up, and is not paid; null where it is held still, or went on. */
    givenUp: z.object({ amount: Amount, at: Instant, reason: z.string() }).nullable(),
    replaces: Id.nullable(),
    version: Version,
  })
  .meta({ id: 'Payout' });
export const PayoutPage = pageOf(PayoutView);
export const PayoutQuery = PageQuery.extend({
  /** Only what is paid to me: `?mine`. */
  mine: Flag,
  run: Id.optional(),
  cycle: Id.optional(),
  state: z.enum(PAYOUT_STATES).optional(),
});
export const AnswerTaken = z
  .object({ outcome: z.enum(['applied', 'repeated', 'contradiction', 'unknown-payout']) })
  .meta({ id: 'AnswerTaken' });

/** Pays rejected payouts again once their cause is mended: a new run with its own sign-off. */
export const CreateOffCycleRun = z
  .object({ payoutIds: z.array(Id).min(1).max(500), reason: LongText })
  .strict()
  .meta({ id: 'CreateOffCycleRun' });
/** Held lines of signed lists go on a list of their own, with signatures of its own: whole, or with the part that is named for one. */
export const ReleaseHeldLines = z
  .object({
    lineIds: z.array(Id).min(1).max(500),
    reason: LongText,
    /** Of these only so much now; `rest` says why what is left stays held. */
    parts: z
      .array(z.object({ lineId: Id, amount: Amount, rest: LongText }).strict())
      .max(500)
      .optional(),
  })
  .strict()
  .meta({ id: 'ReleaseHeldLines' });
export const RunView = z
  .object({
    id: Id,
    kind: z.enum(['cycle', 'off-cycle']),
    cycleId: Id.nullable(),
    currency: AssetCode,
    state: z.string(),
    version: Version,
    lines: z.int(),
    total: Amount,
    paid: z.int(),
    rejected: z.int(),
    unanswered: z.int(),
    workflowId: z.string(),
  })
  .meta({ id: 'PayoutRun' });
export const RunPage = pageOf(RunView);
export const RunQuery = PageQuery.extend({ cycle: Id.optional(), kind: z.enum(['cycle', 'off-cycle']).optional() });

/**
 * signed − to post = posted, posted − to hand over = handed over = paid + unpaid + unanswered, per currency, off-cycle runs
 * included. Nothing is to post or to hand over once every run has gone its way.
 */
export const ReconciliationView = z
  .object({
    cycleId: Id.nullable(),
    currencies: z.array(
      z.object({
        currency: AssetCode,
        signed: Amount,
        /** Signed in a run that waits for another signature, or for the release of a stop. */
        toPost: Amount,
        posted: Amount,
        /** Posted and not handed over yet. */
        toHandOver: Amount,
        handedOver: Amount,
        paid: Amount,
        /** Rejected by payroll and not paid since. */
        unpaid: Amount,
        unanswered: Amount,
        ledgerBalanced: z.boolean(),
        agrees: z.boolean(),
      }),
    ),
    differences: z.array(
      z.object({
        runId: Id.nullable(),
        lineId: Id.nullable(),
        payoutId: Id.nullable(),
        /** Whose line it is: their employee number. */
        personNumber: z.string().nullable(),
        what: z.string(),
        /** Null: the figures are numbers of payouts, not amounts. */
        currency: AssetCode.nullable(),
        expected: z.string(),
        found: z.string(),
      }),
    ),
    agrees: z.boolean(),
  })
  .meta({ id: 'Reconciliation' });
export const ReconciliationQuery = z.object({ cycle: Id.optional() });

export const JournalRow = z.object({
  id: Id,
  at: Instant,
  account: z.string(),
  debit: Amount.nullable(),
  credit: Amount.nullable(),
  cause: z.string(),
  lineId: Id.nullable(),
  payoutId: Id.nullable(),
});
export const JournalPage = pageOf(JournalRow);
export const JournalQuery = PageQuery.extend({
  line: Id.optional(),
  run: Id.optional(),
  cause: z.enum(POSTING_CAUSES).optional(),
});

/** Sums of the postings themselves: nothing is kept beside them. Debit less credit; all accounts of a currency together are 0. */
export const BalancesView = z
  .object({
    items: z.array(
      z.object({ currency: AssetCode, account: z.enum(ACCOUNTS), debit: Amount, credit: Amount, balance: Amount }),
    ),
  })
  .meta({ id: 'LedgerBalances' });
export const BalancesQuery = z.object({ line: Id.optional(), run: Id.optional() });
