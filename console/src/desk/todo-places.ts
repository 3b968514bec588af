import { linkOptions } from '@tanstack/react-router';
import type { DeskItem } from './desk-query.js';

const week = linkOptions({ to: '/my-week' });
const payouts = linkOptions({ to: '/payouts' });
const contradictions = linkOptions({ to: '/contradictions' });
const deliveries = linkOptions({ to: '/hand-over', search: { tab: 'deliveries' } });
const files = linkOptions({ to: '/hand-over', search: { tab: 'files' } });
const handOver = linkOptions({ to: '/hand-over' });
const reconciliation = linkOptions({ to: '/reconciliation' });
const stop = linkOptions({ to: '/stop-switch' });
const list = ({ subjectId }: DeskItem) => linkOptions({ to: '/bonus-lists/$listId', params: { listId: subjectId } });

/** Where each thing to do is done. */
const PLACES = {
  'make-plan': () => week,
  'make-report': () => week,
  'submit-bonus-list': list,
  'payout-rejected': () => payouts,
  'payout-reversed': () => payouts,
  'scores-republished': () => payouts,
  'correction-refused': () => payouts,
  'payout-contradiction': () => contradictions,
  'clear-contradiction': () => contradictions,
  'payout-not-ours': () => contradictions,
  'payout-unclear': () => deliveries,
  'payout-refused': () => deliveries,
  'payout-unreachable': () => deliveries,
  'payout-untaken': () => deliveries,
  'payout-unanswered': () => deliveries,
  'confirm-hand-over': () => handOver,
  'payout-file-unreleased': () => files,
  'reconciliation-difference': () => reconciliation,
  'release-payouts': () => stop,
} as const;
export type TodoKind = keyof typeof PLACES;

export const todoKindOf = (subjectKind: string): TodoKind | 'other' =>
  subjectKind in PLACES ? (subjectKind as TodoKind) : 'other';

/** undefined: it is done elsewhere. */
export const todoPlaceOf = (item: DeskItem) => {
  const kind = todoKindOf(item.subjectKind);
  return kind === 'other' ? undefined : PLACES[kind](item);
};
