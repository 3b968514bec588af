import { expect, it } from '@jest/globals';
import { placeOf } from './place-of.js';

it.each([
  [
    'what is to be decided, to the desk where it is open',
    'reminder',
    'plan',
    { to: '/desk', search: { subject: 's' } },
  ],
  ['what was escalated', 'escalation', 'bonus-list', { to: '/desk', search: { subject: 's' } }],
  ['what one has to write oneself', 'reminder', 'make-report', { to: '/my-week' }],
  ['what became of one’s plan', 'returned', 'plan', { to: '/my-week' }],
  ['what became of one’s list', 'returned', 'bonus-list', { to: '/bonus-lists/$listId', params: { listId: 's' } }],
  ['one’s money', 'paid', 'payout', { to: '/my-payouts' }],
  ['a stop', 'payouts-stopped', 'stop-switch', { to: '/stop-switch' }],
])('leads to %s', (_what, kind, subjectKind, place) => {
  expect(placeOf(kind, subjectKind, 's')).toEqual(place);
});

it('leads nowhere where a notice says all there is', () => {
  expect(placeOf('cycle-pause', 'cycle', 'c')).toBeUndefined();
});
