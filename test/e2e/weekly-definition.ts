import type { DefinitionData } from '@goalbeat/api-client/wire-types';

type Chains = DefinitionData['chains'];
export type Step = Chains['plan'][number];
type Role = Extract<Step['assign'], { kind: 'role' }>['role'];

/** One's manager decides until the step; then the policy approves. */
export const leadStep = (
  atStep: 'close-planning' | 'close-confirming',
  ladder: Partial<Step['ladder']> = {},
): Step => ({
  id: 'lead',
  name: 'Lead',
  assign: { kind: 'manager' },
  ladder: { due: { atStep }, last: { action: 'approve', after: 0 }, ...ladder },
});

export const roleStep = (role: Role, ladder: Partial<Step['ladder']> = {}): Step => ({
  id: role,
  name: role,
  assign: { kind: 'role', role },
  ladder: { due: { workingHours: 8 }, last: { action: 'hand-to-hr', after: 8 }, ...ladder },
});

/** Signing money: silence never approves. */
export const bonusStep = (role: Role, above?: string): Step => ({
  ...roleStep(role),
  ...(above === undefined ? {} : { when: { fact: 'amount' as const, above } }),
});

/** The default week, in Shanghai; `CN` is the calendar that ships. */
export const weekly = (chains: Chains): DefinitionData => ({
  name: 'Weekly goals',
  period: 'week',
  zone: 'Asia/Shanghai',
  calendar: 'CN',
  who: { jobFamilies: ['work'] },
  timeline: [
    { step: 'issue', day: 1, time: '09:00', move: 'later' },
    { step: 'close-planning', day: 2, time: '18:00', move: 'later' },
    { step: 'ask-report', day: 5, time: '17:00', move: 'earlier' },
    { step: 'close-reporting', day: 5, time: '20:00', move: 'earlier' },
    { step: 'close-confirming', day: 8, time: '10:00', move: 'later' },
    { step: 'score', day: 8, time: '10:05', move: 'later' },
    { step: 'publish', day: 8, time: '10:10', move: 'later' },
    { step: 'bonus-list', day: 8, time: '10:30', move: 'later' },
    { step: 'payout', day: 8, time: '14:00', move: 'later' },
    { step: 'weekly-report', day: 8, time: '17:00', move: 'later' },
    { step: 'archive', day: 8, time: '18:00', move: 'later' },
  ],
  chains,
  ruleSet: 'points',
  payPlan: 'bonus',
});

/** Instants of 2026-W47 by that definition. */
export const AT = {
  closePlanning: '2026-11-17T10:00:00.000Z',
  friday: '2026-11-20T08:00:00.000Z',
  askReport: '2026-11-20T09:00:00.000Z',
  closeReporting: '2026-11-20T12:00:00.000Z',
  closeConfirming: '2026-11-23T02:00:00.000Z',
  publish: '2026-11-23T02:10:00.000Z',
  bonusList: '2026-11-23T02:30:00.000Z',
  payout: '2026-11-23T06:00:00.000Z',
  archive: '2026-11-23T10:00:00.000Z',
} as const;
