/** Names that more than one process must agree on. */
export const SERVICES = ['directory', 'goals', 'appraisal', 'payroll-bridge'] as const;
export type ServiceName = (typeof SERVICES)[number];

export const WORKFLOW_QUEUE = 'workflows';
export const ACTIVITY_QUEUES = { goals: 'goals', appraisal: 'appraisal', payroll: 'payroll-bridge' } as const;

export const EVENTS_EXCHANGE = 'goalbeat.events';
export const DEAD_EXCHANGE = 'goalbeat.dead';
export const PAYOUTS_EXCHANGE = 'goalbeat.payouts';
export const PAYROLL_ANSWERS_QUEUE = 'goalbeat.payroll-answers';

export const TOKEN_ISSUER = 'goalbeat-directory';
export const TOKEN_AUDIENCE = 'goalbeat';

export const SEARCH_ATTRIBUTES = {
  tenant: 'GoalbeatTenant',
  cycle: 'GoalbeatCycle',
  subject: 'GoalbeatSubject',
  department: 'GoalbeatDepartment',
  stage: 'GoalbeatStage',
} as const;
