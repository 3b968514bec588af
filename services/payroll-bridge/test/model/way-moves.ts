import { STAFF } from '@goalbeat/testing/harness/company';
import { takeAll } from './answer-moves.js';
import { at, type Book, isStopped, type Payout, placesOf, type Setting, wrote } from './book.js';
import { isAsset } from './currencies.js';
import { foundAgain, openFile, wayOf } from './deliveries.js';
import { isAnswered } from './payrolls-word.js';
import { fine, type Move, refused } from './step.js';
import { silent, type World } from './world.js';

export const FINDINGS = ['payroll-has-it', 'never-seen', 'send-again', 'give-up'] as const;
export type Finding = (typeof FINDINGS)[number];

/** Finance's lead chooses how payouts go from now on; runs that have begun keep their way. */
export async function chooseWay(world: World, book: Book, chosen: Setting): Promise<Move> {
  const { way } = chosen;
  const asks = way === 'webhook' && chosen.asks;
  const deduplicates = way === 'rabbitmq' || (way === 'webhook' && chosen.deduplicates);
  const setting: Setting = { way, deduplicates, asks };
  if (way === 'webhook') await world.ensureSecret();
  const [row] = await world.rows<{ version: number }>(
    'SELECT version::int AS version FROM hand_over_setting WHERE tenant_id = $1',
    [world.tenantId],
  );
  const { url } = world.receiver;
  const { stamp } = book;
  const body = {
    way,
    ...(way === 'webhook' ? { url, deduplicates, ...(asks ? { queryUrl: url } : {}) } : {}),
    ...(row === undefined ? {} : { version: row.version }),
  };
  return {
    name: `payouts go by ${way}`,
    takesKey: false,
    isByTwo: true,
    call: async () => {
      const asked = await world.ask(world.as('lead'), 'PUT', '/v1/hand-over', body, undefined);
      if (!asked.ok) return asked;
      const { id, askedBy } = asked.value as { id?: string; askedBy?: string };
      return silent(id === undefined || askedBy === undefined ? asked : await world.confirm(id));
    },
    foresee: (into) => {
      const isSame = JSON.stringify(into.setting) === JSON.stringify(setting);
      if (into.stamp !== stamp) return stamp === 0 && isSame ? fine() : refused('stale-version');
      into.setting = setting;
      into.stamp += 1;
      return fine();
    },
  };
}

/** Those of which a person says what became of them. */
export const onTheirWay = (book: Book): number[] =>
  placesOf(book.payouts, (payout) => payout.id !== '' && !isAsset(at(book.lines, payout.line).currency));

/**
 * Finance's lead has rung payroll up and says what it has: the truth, since nothing here can know better. @returns undefined where the
 * truth is another
 */
export function sayOf(world: World, book: Book, place: number, finding: Finding): Move | undefined {
  const { id, line } = at(book.payouts, place);
  // There are two of finance, and it takes both.
  if ([STAFF.lead, STAFF.reviewer].includes(at(book.lines, line).personId)) return undefined;
  const knows = world.delivered.has(id);
  if (finding === 'never-seen' && knows) return undefined;
  if (finding === 'payroll-has-it' && !knows) return undefined;
  const body = { payoutIds: [id], finding, reason: '已致电薪资' };
  return {
    name: `the lead says ${finding} of payout ${place}`,
    takesKey: false,
    isByTwo: true,
    call: async () => {
      const asked = await world.ask(world.as('lead'), 'POST', '/v1/deliveries/decisions', body, undefined);
      if (!asked.ok) return asked;
      // Where a wrong word may pay twice somebody else confirms it.
      const { changeId } = asked.value as { changeId: string | null };
      return silent(changeId === null ? asked : await world.confirm(changeId));
    },
    foresee: (into) => {
      const payout = at(into.payouts, place);
      if ((finding === 'send-again' || finding === 'never-seen') && isStopped(into)) return refused('payouts-stopped');
      const verdict = verdictOn(payout, finding);
      if (verdict === 'impossible') return refused('wrong-state');
      if (verdict === 'done') return fine();
      decide(into, place, finding);
      wrote(into, 'payout', payout, finding);
      return fine();
    },
    learn: (into) => world.learnFiles(into),
  };
}

/** What finance's lead has to say of one that nobody else brings on; undefined where there is nothing, or where it is their own pay. */
export function truthOf(world: World, book: Book, place: number): Finding | undefined {
  const payout = at(book.payouts, place);
  if (payout.delivery !== 'unclear' && payout.delivery !== 'refused') return undefined;
  if ([STAFF.lead, STAFF.reviewer].includes(at(book.lines, payout.line).personId)) return undefined;
  const knows = world.delivered.has(payout.id);
  const truths = FINDINGS.filter((one) => (one === 'payroll-has-it' ? knows : one === 'never-seen' ? !knows : true));
  return truths.find((finding) => verdictOn(payout, finding) === 'do');
}

function verdictOn({ delivery, state, heard }: Payout, finding: Finding): 'do' | 'done' | 'impossible' {
  const inDoubt = delivery === 'unclear' || (delivery === 'delivered' && state === 'unknown');
  const onItsWay = delivery === 'waiting' || delivery === 'in-flight';
  const isKnown = heard || isAnswered(state);
  const only = (is: boolean): 'do' | 'impossible' => (is ? 'do' : 'impossible');
  switch (finding) {
    case 'send-again':
      return onItsWay ? 'done' : only(delivery === 'refused' && !isKnown);
    case 'never-seen':
      return onItsWay ? 'done' : only(inDoubt && !isKnown);
    case 'payroll-has-it':
      if (inDoubt || (delivery === 'refused' && heard)) return 'do';
      return delivery === 'delivered' ? 'done' : 'impossible';
    case 'give-up':
      return delivery === 'given-up' ? 'done' : only(delivery === 'refused' && !isKnown);
  }
}

function decide(book: Book, place: number, finding: Finding): void {
  const payout = at(book.payouts, place);
  payout.denials = 0;
  switch (finding) {
    case 'give-up':
      payout.delivery = 'given-up';
      takeAll(book, [
        { answerId: `given-up/${place}`, payout: place, outcome: 'rejected', otherAmount: false, namesAmount: false },
      ]);
      break;
    case 'payroll-has-it':
      payout.delivery = 'delivered';
      foundAgain(book, payout);
      break;
    case 'send-again':
    case 'never-seen':
      switch (wayOf(book, payout)) {
        case 'rabbitmq':
          payout.relayed = false;
          foundAgain(book, payout);
          break;
        case 'webhook':
          payout.delivery = 'waiting';
          break;
        case 'csv':
          openFile(book, payout.run, payout.batch, [place]);
      }
  }
}
