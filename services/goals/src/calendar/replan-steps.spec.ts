import { expect, it } from '@jest/globals';
import { replanSteps, type StandingStep } from './replan-steps.js';

const standing = (step: StandingStep['step'], at: string, changes: Partial<StandingStep> = {}): StandingStep => ({
  step,
  at,
  planned: at,
  moved: null,
  provisional: true,
  doneAt: null,
  ...changes,
});
const steps = [
  standing('issue', '2027-02-01T01:00:00.000Z', { doneAt: '2027-02-01T01:00:01.000Z' }),
  standing('close-planning', '2027-02-02T10:00:00.000Z', { provisional: false }),
  standing('ask-report', '2027-02-05T09:00:00.000Z'),
  standing('close-reporting', '2027-02-05T12:00:00.000Z', { moved: 'by-hand' }),
  standing('archive', '2027-02-08T10:00:00.000Z'),
];
const fresh = (step: StandingStep['step'], at: string) => ({ step, at, planned: at, provisional: false });

it('plans anew only what was provisional, not done and not moved by hand', () => {
  const timeline = [
    fresh('issue', '2027-02-03T01:00:00.000Z'),
    fresh('close-planning', '2027-02-04T10:00:00.000Z'),
    { ...fresh('ask-report', '2027-02-04T09:00:00.000Z'), moved: 'last-working-day' as const },
    fresh('close-reporting', '2027-02-04T12:00:00.000Z'),
    fresh('archive', '2027-02-08T10:00:00.000Z'),
  ];
  expect(replanSteps(steps, timeline)).toEqual([
    {
      step: 'ask-report',
      before: '2027-02-05T09:00:00.000Z',
      at: '2027-02-04T09:00:00.000Z',
      planned: '2027-02-04T09:00:00.000Z',
      moved: 'last-working-day',
      provisional: false,
    },
    expect.objectContaining({ step: 'archive', at: '2027-02-08T10:00:00.000Z', provisional: false }),
  ]);
});

it('keeps the order when a step before one that stays comes later', () => {
  const timeline = [fresh('ask-report', '2027-02-06T09:00:00.000Z'), fresh('archive', '2027-02-08T10:00:00.000Z')];
  const replanned = replanSteps(steps, timeline);
  expect(replanned.map(({ step, at, moved }) => `${step} ${at} ${moved}`)).toEqual([
    'ask-report 2027-02-06T09:00:00.000Z null',
    'close-reporting 2027-02-06T09:00:00.000Z after-predecessor',
    'archive 2027-02-08T10:00:00.000Z null',
  ]);
});

it('says nothing when nothing differs', () => {
  expect(replanSteps(steps.slice(0, 2), [])).toEqual([]);
});
