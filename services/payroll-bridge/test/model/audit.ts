import { at, type Book, decimal, type Line } from './book.js';
import { CURRENCIES, isAsset } from './currencies.js';
import { sumOf } from './claims.js';
import { wayOf } from './deliveries.js';
import type { World } from './world.js';

const FOUND = `SELECT
  (SELECT jsonb_agg(jsonb_build_object('id', id, 'state', state, 'unanswered', unanswered, 'paid', paid, 'rejected', rejected))
   FROM payout_run WHERE id = ANY($1::uuid[])) AS runs,
  (SELECT jsonb_agg(jsonb_build_object('id', id, 'state', state, 'maker', maker_id, 'signer', signed_by))
   FROM bonus_list WHERE run_id = ANY($1::uuid[])) AS lists,
  (SELECT jsonb_agg(jsonb_build_object('id', id, 'list', list_id, 'person', person_id, 'currency', currency,
     'minor', amount_minor::text, 'state', state, 'sent', handed_over)) FROM bonus_line WHERE run_id = ANY($1::uuid[])) AS lines,
  (SELECT jsonb_agg(jsonb_build_object('id', id, 'line', line_id, 'currency', currency, 'minor', amount_minor::text, 'state', state))
   FROM payout WHERE run_id = ANY($1::uuid[])) AS payouts,
  (SELECT jsonb_agg(jsonb_build_object('id', id, 'way', way, 'state', state, 'attempts', attempts, 'denials', denials))
   FROM hand_over_message WHERE run_id = ANY($1::uuid[]) AND kind = 'payout') AS messages,
  (SELECT jsonb_agg(jsonb_build_object('id', id, 'rows', rows, 'released', released_at IS NOT NULL))
   FROM hand_over_file WHERE run_id = ANY($1::uuid[])) AS files,
  (SELECT jsonb_agg(jsonb_build_object('id', batch_id, 'state', state)) FROM republication WHERE tenant_id = $2) AS publications,
  (SELECT jsonb_agg(jsonb_build_object('payout', payout_id, 'ours', ours, 'said', said, 'other', said_amount IS NOT NULL, 'asked', asked_by, 'accepts', accepts))
   FROM payout_contradiction WHERE run_id = ANY($1::uuid[]) AND closed_at IS NULL) AS contradictions,
  (SELECT jsonb_agg(to_jsonb(s)) FROM (SELECT t.line_id AS line, e.account, e.currency, sum(e.minor)::text AS minor
   FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id WHERE t.run_id = ANY($1::uuid[]) GROUP BY 1, 2, 3) s) AS accounts,
  (SELECT count(*)::int FROM (SELECT e.txn_id FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id
   WHERE t.run_id = ANY($1::uuid[]) GROUP BY e.txn_id, e.currency HAVING sum(e.minor) <> 0 OR count(*) <> 2) u) AS unbalanced,
  (SELECT jsonb_agg(to_jsonb(g)) FROM (SELECT subject_kind || ':' || subject_id || ':' || action AS entry, count(*)::int AS times
   FROM process_log WHERE tenant_id = $2 AND subject_kind IN ('payout-run', 'bonus-list', 'payout', 'stop-switch', 'dead-letter', 'cycle')
     AND (action NOT IN ('returned', 'rejected') OR subject_kind = 'payout' OR details ? 'hash') GROUP BY 1) g) AS log`;

interface Found {
  runs: { id: string; state: string; unanswered: number; paid: number; rejected: number }[] | null;
  lists: { id: string; state: string; maker: string | null; signer: string | null }[] | null;
  lines:
    | {
        id: string;
        list: string;
        person: string;
        currency: string;
        minor: string;
        state: string;
        sent: boolean;
      }[]
    | null;
  payouts: { id: string; line: string; currency: string; minor: string; state: string }[] | null;
  messages: { id: string; way: string; state: string; attempts: number; denials: number }[] | null;
  files: { id: string; rows: number; released: boolean }[] | null;
  publications: { id: string; state: string }[] | null;
  contradictions:
    { payout: string; ours: string; said: string; other: boolean; asked: string | null; accepts: boolean }[] | null;
  accounts: { line: string; account: string; currency: string; minor: string }[] | null;
  unbalanced: number;
  log: { entry: string; times: number }[] | null;
}
/** What approvals write about a list on their own is not of this model. */
const LOGGED_HERE =
  /^(payout-run|payout|stop-switch|dead-letter):|^cycle:[^:]+:(payments-corrected|correction-refused)$|^bonus-list:[^:]+:(built|line-\w+|submitted|signed|returned|rejected|cancelled|settled)$/;

/** Everything that differs between the book and the database, in words; empty when they agree. */
export async function audit(world: World, book: Book): Promise<string[]> {
  const ids = book.runs.flatMap((run) => (run.id === '' ? [] : [run.id]));
  const [found] = await world.rows<Found>(FOUND, [ids, world.tenantId]);
  if (found === undefined) return ['nothing was found'];
  return [
    ...differences(
      'runs',
      expectedRuns(book),
      (found.runs ?? []).map(row(['id', 'state', 'unanswered', 'paid', 'rejected'])),
    ),
    ...differences('lists', expectedLists(book), (found.lists ?? []).map(row(['id', 'state', 'maker']))),
    ...differences(
      'lines',
      expectedLines(book),
      (found.lines ?? []).map(row(['id', 'list', 'person', 'currency', 'minor', 'state', 'sent'])),
    ),
    ...differences(
      'payouts',
      expectedPayouts(book),
      (found.payouts ?? []).map(row(['id', 'line', 'currency', 'minor', 'state'])),
    ),
    ...differences(
      'messages',
      expectedMessages(book),
      (found.messages ?? []).map(row(['id', 'way', 'state', 'attempts', 'denials'])),
    ),
    ...differences('files', expectedFiles(book), (found.files ?? []).map(row(['id', 'rows', 'released']))),
    ...differences(
      'publications',
      book.cycles.flatMap(({ publications }) => publications.map(({ batchId, state }) => `${batchId} ${state}`)),
      (found.publications ?? []).map(row(['id', 'state'])),
    ),
    ...differences(
      'contradictions',
      expectedContradictions(book),
      (found.contradictions ?? []).map(row(['payout', 'ours', 'said', 'other', 'asked', 'accepts'])),
    ),
    ...differences(
      'accounts',
      expectedAccounts(book),
      (found.accounts ?? []).filter(({ minor }) => minor !== '0').map(row(['line', 'account', 'currency', 'minor'])),
    ),
    ...(found.unbalanced === 0
      ? []
      : [`${found.unbalanced} ledger transactions are not a debit and a credit of one amount`]),
    ...differences(
      'log',
      expectedLog(book),
      (found.log ?? []).filter(({ entry }) => LOGGED_HERE.test(entry)).map(({ entry, times }) => `${entry} × ${times}`),
    ),
    ...signedByOneself(found),
    ...claims(book, found),
    ...payrollsBook(world, book),
  ];
}

const row =
  <T extends object>(columns: readonly (keyof T)[]) =>
  (one: T): string =>
    columns.map((column) => String(one[column])).join(' ');

function differences(what: string, expected: readonly string[], found: readonly string[]): string[] {
  const missing = expected.filter((one) => !found.includes(one));
  const surplus = found.filter((one) => !expected.includes(one));
  const doubled = found.length === new Set(found).size ? [] : [`${what}: something is there twice`];
  return [
    ...missing.map((one) => `${what}: the book has ${one}`),
    ...surplus.map((one) => `${what}: the database has ${one}`),
    ...doubled,
  ];
}

function expectedRuns(book: Book): string[] {
  return book.runs.map((run, place) => {
    const mine = book.payouts.filter((payout) => payout.run === place).map(({ state }) => state);
    const count = (state: string): number => mine.filter((one) => one === state).length;
    const [paid, rejected] = [count('paid'), count('rejected')];
    return `${run.id} ${run.state} ${mine.length - paid - rejected} ${paid} ${rejected}`;
  });
}
const expectedLists = (book: Book): string[] =>
  book.lists.map(({ id, state, makerId }) => `${id} ${state} ${String(makerId)}`);
const expectedLines = (book: Book): string[] =>
  book.lines.map(
    ({ id, list, personId, currency, minor, state, sent }) =>
      `${id} ${at(book.lists, list).id} ${personId} ${currency} ${minor} ${state} ${sent}`,
  );
const expectedPayouts = (book: Book): string[] =>
  book.payouts.map(({ id, line, state }) => {
    const of = at(book.lines, line);
    return `${id} ${of.id} ${of.currency} ${of.minor} ${state}`;
  });

const expectedMessages = (book: Book): string[] =>
  book.payouts.flatMap((payout) =>
    isAsset(at(book.lines, payout.line).currency)
      ? []
      : [`${payout.id} ${wayOf(book, payout)} ${payout.delivery} ${payout.attempts} ${payout.denials}`],
  );
const expectedFiles = (book: Book): string[] =>
  book.files.map(({ id, rows, released }) => `${id} ${rows.length} ${released}`);
const expectedContradictions = (book: Book): string[] =>
  book.payouts.flatMap(({ id, disputes }) =>
    disputes.map(
      ({ ours, outcome, otherAmount, askedBy, accepts }) =>
        `${id} ${ours} ${outcome} ${otherAmount} ${String(askedBy)} ${accepts}`,
    ),
  );

function expectedAccounts(book: Book): string[] {
  const sums = new Map<string, bigint>();
  for (const { line, account, minor } of book.moves) {
    const key = `${line.id} ${account} ${line.currency}`;
    sums.set(key, (sums.get(key) ?? 0n) + minor);
  }
  return [...sums].filter(([, minor]) => minor !== 0n).map(([key, minor]) => `${key} ${minor}`);
}

function expectedLog(book: Book): string[] {
  const times = new Map<string, number>();
  for (const { kind, of, action } of book.log) {
    const key = `${kind}:${of.id}:${action}`;
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  return [...times].map(([key, n]) => `${key} × ${n}`);
}

function signedByOneself({ lists, lines }: Found): string[] {
  return (lists ?? []).flatMap(({ id, maker, signer }) => {
    if (signer === null) return [];
    const isOwn = (lines ?? []).some((line) => line.list === id && line.person === signer);
    return isOwn || maker === signer ? [`list ${id} was signed by ${signer}, who made it or is on it`] : [];
  });
}

/**
 * What we owe somebody for one score, over all attempts to pay it, is below 0 in no pocket but what is payable, where a correction
 * downwards waits for the next list.
 */
function claims(book: Book, { accounts }: Found): string[] {
  const sums = new Map<string, bigint>();
  for (const { line, account, minor } of accounts ?? []) {
    const of = book.lines.find((one) => one.id === line);
    if (of === undefined || ['bonus-expense', 'bonus-payable', 'set-off'].includes(account)) continue;
    const key = `line ${of.claim} ${account}`;
    sums.set(key, (sums.get(key) ?? 0n) - BigInt(minor));
  }
  return [...sums].flatMap(([key, minor]) => (minor < 0n ? [`${key} is below 0 by ${-minor}`] : []));
}

/** Each line once, as signed, and only what the book has sent; nobody is paid twice for one score. */
function payrollsBook(world: World, book: Book): string[] {
  const found: string[] = [];
  const seen = new Set<number>();
  for (const { payoutId, amount } of world.delivered.values()) {
    const payout = book.payouts.find((one) => one.id === payoutId);
    if (payout === undefined) {
      found.push(`payroll has ${payoutId}, which the book never sent`);
      continue;
    }
    const line = at(book.lines, payout.line);
    if (seen.has(payout.line)) found.push(`payroll has line ${payout.line} twice`);
    seen.add(payout.line);
    if (amount.amount !== decimal(line.minor, line.currency) || amount.currency !== line.currency)
      found.push(`payroll should pay ${amount.amount} ${amount.currency} for line ${payout.line}`);
  }
  for (const [id, times] of world.payments) if (times > 1) found.push(`payroll has paid ${id} ${times} times`);
  for (const payout of book.payouts)
    if (
      payout.relayed &&
      wayOf(book, payout) === 'rabbitmq' &&
      !isAsset(at(book.lines, payout.line).currency) &&
      !world.delivered.has(payout.id)
    )
      found.push(`payroll never heard of ${payout.id}`);
  return found;
}

/** By currency: what was signed first, and what became of it in the end, however often it was tried. */
export function totalsOf(book: Book): { currency: string; signed: string; paid: string; unpaid: string }[] {
  return CURRENCIES.flatMap((currency) => {
    if (!book.runs.some((run) => run.currency === currency)) return [];
    const inWords = (minor: bigint): string => decimal(minor, currency);
    const mine = book.lines.filter((line) => line.currency === currency);
    const signed = sumOf(
      mine.filter(({ replaces, state }) => replaces === null && ['signed', 'paid', 'rejected'].includes(state)),
    );
    const tried = mine.filter(({ sent }) => sent);
    const paid = sumOf(tried.filter((line) => line.state === 'paid' && againOf(book, line) === undefined));
    // What a correction took off what came back is unpaid as well.
    const unpaid = tried.reduce((all, line) => {
      const again = againOf(book, line);
      return again === undefined && line.state !== 'rejected' ? all : all + line.minor - (again?.minor ?? 0n);
    }, 0n);
    return [{ currency, signed: inWords(signed), paid: inWords(paid), unpaid: inWords(unpaid) }];
  });
}

/** The line that paid it again. */
function againOf(book: Book, line: Line): Line | undefined {
  const payout = book.payouts.findIndex((one) => at(book.lines, one.line) === line);
  return payout < 0 ? undefined : book.lines.find((one) => one.sent && one.replaces === payout);
}
