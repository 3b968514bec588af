import type { DeskItem } from './desk-query.js';

/** In the order of the filter; what else a service asks for is `other`. */
export const DESK_KINDS = [
  'plan',
  'report',
  'results',
  'bonus-list',
  'make-plan',
  'make-report',
  'submit-bonus-list',
  'payout-rejected',
  'payout-reversed',
  'scores-republished',
  'other',
] as const;
export type DeskKind = (typeof DESK_KINDS)[number];

export const kindOf = (subjectKind: string): DeskKind => DESK_KINDS.find((kind) => kind === subjectKind) ?? 'other';

/** With a reason: back to be mended, or refused for good. */
export type AsksReason = 'return' | 'reject';
/** A plan or a report that is refused comes back just as a returned one does; a list that is refused is over. */
const ENDED: readonly DeskKind[] = ['bonus-list', 'other'];
export const rejects = (item: DeskItem): boolean =>
  item.kind === 'decision' && ENDED.includes(kindOf(item.subjectKind));

/** What many may be decided of at once; money and results are looked at one by one. */
const TOGETHER: readonly DeskKind[] = ['plan', 'report'];
export const MOST_TOGETHER = 200;

export const isBundle = (item: DeskItem): boolean => item.bundleId !== null && item.bundled > 1;
export const isSelectable = (item: DeskItem): boolean =>
  item.kind === 'decision' &&
  item.approvalId !== null &&
  !isBundle(item) &&
  TOGETHER.includes(kindOf(item.subjectKind));
