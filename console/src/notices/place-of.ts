import type { LinkProps } from '@tanstack/react-router';

type Place = NonNullable<LinkProps['to']>;

const BY_KIND: Readonly<Record<string, Place>> = {
  paid: '/my-payouts',
  'result-published': '/my-results',
  'report-asked': '/my-week',
  'sheet-changed': '/my-week',
  'delegation-planned': '/delegations',
  'delegation-began': '/delegations',
  'delegation-ended': '/delegations',
  'delegation-returned': '/delegations',
  'delegation-called-off': '/delegations',
};
const BY_SUBJECT: Readonly<Record<string, Place>> = {
  'goal-sheet': '/my-week',
  'make-plan': '/my-week',
  'make-report': '/my-week',
  payout: '/my-payouts',
  score: '/my-results',
};

/** Where a notice leads to; undefined where it says all there is. */
export const placeOf = (kind: string, subjectKind: string): Place | undefined =>
  BY_KIND[kind] ?? BY_SUBJECT[subjectKind];
