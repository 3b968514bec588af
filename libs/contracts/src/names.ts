/** Names that more than one process must agree on. */
export const SERVICES = ['directory', 'goals', 'appraisal', 'payroll-bridge'] as const;
export type ServiceName = (typeof SERVICES)[number];

export const WORKFLOW_QUEUE = 'workflows';
export const ACTIVITY_QUEUES = { goals: 'goals', appraisal: 'appraisal', payroll: 'payroll-bridge' } as const;

export const EVENTS_EXCHANGE = 'goalbeat.events';
/** Instead of `goalbeat.events` for what happens in rehearsals: nobody but our own services listens. */
export const REHEARSALS_EXCHANGE = 'goalbeat.rehearsals';
/** What has just changed, for whoever looks at it now: nothing is kept, and nothing depends on it. */
export const CHANGES_EXCHANGE = 'goalbeat.changes';
export const DEAD_EXCHANGE = 'goalbeat.dead';
export const PAYOUTS_EXCHANGE = 'goalbeat.payouts';
export const PAYROLL_ANSWERS_QUEUE = 'goalbeat.payroll-answers';

/** A rehearsal is over: each service forgets all it has of that tenant. */
export const TENANT_REMOVED = 'goalbeat.directory.tenant.removed.v1';

export const TOKEN_ISSUER = 'goalbeat-directory';
export const TOKEN_AUDIENCE = 'goalbeat';

export const SEARCH_ATTRIBUTES = {
  tenant: 'GoalbeatTenant',
  cycle: 'GoalbeatCycle',
  subject: 'GoalbeatSubject',
  department: 'GoalbeatDepartment',
  stage: 'GoalbeatStage',
} as const;
