import type { Principal } from './roles.js';

/** What services ask of each other on `/internal` routes. No person and no API key has any of it. */
export const INTERNAL_ACTIONS = [
  'internal.tokens.issue',
  'internal.sign-in.relay',
  'internal.first-run.relay',
  'internal.access-changes.read',
  'internal.organisation.read',
  'internal.authority.ask',
  'internal.rehearsals.run',
  'internal.org-copy.rebuild',
  'internal.tasks.read',
  'internal.rules.read',
  'internal.cycles.cancel',
] as const;
export type InternalAction = (typeof INTERNAL_ACTIONS)[number];
/** `activity.<task queue>.<activity>` */
export type ActivityAction = `activity.${string}.${string}`;
export type MachineAction = InternalAction | ActivityAction;

/** For whoever shows a service's own key; but directory every service knows one key only, its own. */
const OWN: readonly InternalAction[] = [
  'internal.org-copy.rebuild',
  'internal.tasks.read',
  'internal.rules.read',
  'internal.cycles.cancel',
];

/** By the name whose key was shown; default deny. */
export const SERVICE_GRANTS: Readonly<Record<string, readonly InternalAction[]>> = {
  gateway: [
    'internal.tokens.issue',
    'internal.sign-in.relay',
    'internal.first-run.relay',
    'internal.access-changes.read',
  ],
  goals: ['internal.organisation.read', 'internal.rehearsals.run', ...OWN],
  appraisal: ['internal.organisation.read', ...OWN],
  'payroll-bridge': ['internal.organisation.read', 'internal.authority.ask', ...OWN],
};

const of = (queue: string, ...names: string[]): ActivityAction[] =>
  names.map((name): ActivityAction => `activity.${queue}.${name}`);

/** By the workflow's type; default deny. */
export const WORKFLOW_GRANTS: Readonly<Record<string, readonly ActivityAction[]>> = {
  openCycle: of('goals', 'openPeriod'),
  cycle: [
    ...of('goals', 'readControl', 'checkStep', 'completeStep', 'issueSheets', 'remindToPlan', 'closePlanning'),
    ...of('goals', 'askForReport', 'remindToReport', 'closeReporting', 'closeConfirming'),
    ...of('goals', 'sendWeeklyReport', 'archiveCycle'),
    ...of('appraisal', 'awaitResults', 'scoreCycle', 'publishScores'),
    ...of('payroll-bridge', 'buildBonusLists'),
  ],
  approval: ['goals', 'appraisal', 'payroll-bridge'].flatMap((queue) => of(queue, 'climbRung')),
  payout: [
    ...of('payroll-bridge', 'readRun', 'postRun', 'handOverBatch', 'queryUnanswered', 'reconcileRun', 'closeRun'),
    ...of('payroll-bridge', 'reverseUnsent'),
  ],
};

/** A service's or a workflow's right, which it has by its own name alone: in no role, and of no prefix. */
export function machineMay(principal: Principal, action: MachineAction): boolean {
  return (principal.kind === 'service' || principal.kind === 'workflow') && principal.scopes.includes(action);
}
