import { STAFF } from '@goalbeat/testing/harness/company';
import { takeAll, WHY } from './answer-moves.js';
import { type Answer, at, type Book, isStopped, type Outcome, type Payout, placesOf } from './book.js';
import { foundAgain, isOutdated, isWhole, renewFiles } from './deliveries.js';
import { saidPaid } from './payrolls-word.js';
import { fine, type Move, refused } from './step.js';
import { silent, type World } from './world.js';

export const knownFiles = (book: Book): number[] => placesOf(book.files, ({ id }) => id !== '');

/** From then on its payouts count as handed over. */
export function releaseFile(world: World, book: Book, place: number): Move {
  const { id } = at(book.files, place);
  return {
    name: `release file ${place}`,
    takesKey: true,
    call: async (key) =>
      silent(await world.ask(world.as('lead'), 'POST', `/v1/payout-files/${id}/release`, undefined, key)),
    foresee: (into) => {
      const file = at(into.files, place);
      const mine = file.rows.filter((row) => at(into.payouts, row).file === place);
      renewFiles(into, mine);
      if (file.released) return fine();
      if (isStopped(into)) return refused('payouts-stopped');
      if (!isWhole(into, place)) return refused('wrong-state');
      file.released = true;
      for (const row of mine) {
        const payout = at(into.payouts, row);
        payout.delivery = 'delivered';
        payout.attempts += 1;
        foundAgain(into, payout);
      }
      return fine();
    },
    learn: (into) => world.learnFiles(into),
  };
}

/** Somebody of payroll fetches it, and pays what is in it. */
export function fetchFile(world: World, book: Book, place: number): Move {
  const { id } = at(book.files, place);
  return {
    name: `fetch file ${place}`,
    takesKey: false,
    call: () => world.fetchFile(id),
    foresee: (into) => {
      const file = at(into.files, place);
      if (!file.released) return refused('wrong-state');
      if (isStopped(into)) return refused('payouts-stopped');
      if (isOutdated(into, place)) return refused('wrong-state');
      return fine(file.rows.map((row) => at(into.payouts, row).id).toSorted());
    },
  };
}

export interface Filled {
  row: number;
  outcome: Outcome | null;
  /** Says it anew, by another time. */
  anew: boolean;
}

/** Payroll's answers come back in the file: all of it, or the rows that are right. */
export function uploadResults(
  world: World,
  book: Book,
  place: number,
  filled: readonly Filled[],
  by: 'machine' | 'lead',
  mode: 'whole' | 'good-rows',
): Move {
  const file = at(book.files, place);
  const rows = file.rows.map((payout, n) => ({ payout, said: filled.find(({ row }) => row % file.rows.length === n) }));
  const text = [
    'payout_id,outcome,code,answered_at',
    ...rows.map(({ payout, said }) =>
      [
        at(book.payouts, payout).id,
        said?.outcome ?? '',
        said?.outcome === 'rejected' ? WHY : '',
        said?.outcome === 'rejected' && said.anew ? ANEW : '',
      ].join(','),
    ),
  ].join('\n');
  const answers = rows.flatMap(({ payout, said }): Answer[] =>
    said === undefined || said.outcome === null
      ? []
      : [
          {
            answerId: `file/${payout}/${said.outcome}${said.outcome === 'rejected' && said.anew ? '/anew' : ''}`,
            payout,
            outcome: said.outcome,
            otherAmount: false,
            namesAmount: false,
          },
        ],
  );
  return {
    name: `${by} brings results of file ${place}, ${mode}`,
    takesKey: false,
    isByTwo: by === 'lead' && answers.some(({ outcome }) => outcome === 'rejected'),
    call: () => world.upload(file.id, text, by, mode),
    foresee: (into) => {
      if (!at(into.files, place).released) return refused('wrong-state');
      const bad = (one: Answer): boolean => by === 'lead' && isForOthers(into, one);
      if (mode === 'whole' && answers.some(bad)) return refused('validation');
      const good = answers.filter((one) => !bad(one));
      const asked = good.filter((one) => by === 'lead' && takesTwo(into, one));
      const owners = asked.map(({ payout }) => at(into.lines, at(into.payouts, Number(payout)).line).personId);
      // The reviewer confirms it, of their own pay the final decider, and nobody decides about theirs.
      if (owners.includes(STAFF.reviewer) && owners.includes(STAFF.boss)) return refused('nobody-to-approve');
      const taken = takeAll(
        into,
        good.filter((one) => !asked.includes(one)),
      );
      return fine([...taken, ...takeAll(into, asked)]);
    },
    learn: (into) => world.learnFiles(into),
  };
}
const ANEW = '2026-11-24T08:00:00Z';

/** A person says nothing of their own pay, nor takes back by a file that payroll paid. */
function isForOthers(book: Book, { payout, outcome }: Answer): boolean {
  const of: Payout = at(book.payouts, Number(payout));
  if (at(book.lines, of.line).personId === STAFF.lead) return true;
  return outcome === 'rejected' && of.state !== 'paid' && saidPaid(of);
}

/** Rejected by it, and so perhaps paid again: what a person brings another one confirms. */
const takesTwo = (book: Book, { payout, outcome }: Answer): boolean =>
  outcome === 'rejected' && !['paid', 'rejected', 'reversed'].includes(at(book.payouts, Number(payout)).state);
