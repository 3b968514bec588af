import { linkOptions } from '@tanstack/react-router';

const week = linkOptions({ to: '/my-week' });
const pay = linkOptions({ to: '/my-payouts' });
const results = linkOptions({ to: '/my-results' });
const delegations = linkOptions({ to: '/delegations' });
const stop = linkOptions({ to: '/stop-switch' });
const onDesk = (subject: string) => linkOptions({ to: '/desk', search: { subject } });
const list = (listId: string) => linkOptions({ to: '/bonus-lists/$listId', params: { listId } });

type Place = typeof week | typeof pay | typeof results | typeof delegations | typeof stop;
export type NoticePlace = Place | ReturnType<typeof onDesk> | ReturnType<typeof list>;

const BY_KIND: Readonly<Record<string, Place>> = {
  paid: pay,
  'pay-held': pay,
  'held-pay-given-up': pay,
  'pay-kept-back': pay,
  'pay-corrected': pay,
  'result-published': results,
  'report-asked': week,
  'sheet-changed': week,
  'delegation-planned': delegations,
  'delegation-began': delegations,
  'delegation-ended': delegations,
  'delegation-returned': delegations,
  'delegation-called-off': delegations,
  'payouts-stopped': stop,
  'payouts-released': stop,
};
const BY_SUBJECT: Readonly<Record<string, Place>> = {
  'goal-sheet': week,
  'make-plan': week,
  'make-report': week,
  payout: pay,
  score: results,
};
/** These ask somebody to decide or to do something; the others tell whose it is what became of it. */
const ASKS = ['reminder', 'escalation', 'reassigned', 'handed-to-hr'];
const MINE = ['plan', 'report'];

/** Where a notice leads to; undefined where it says all there is. */
export function placeOf(kind: string, subjectKind: string, subjectId: string): NoticePlace | undefined {
  const known = BY_KIND[kind] ?? BY_SUBJECT[subjectKind];
  if (known !== undefined) return known;
  if (ASKS.includes(kind)) return onDesk(subjectId);
  if (subjectKind === 'bonus-list') return list(subjectId);
  return MINE.includes(subjectKind) ? week : undefined;
}
