/** The services that mount the approval engine, as they are called in events and workflows. */
export const APPROVAL_SERVICE_WORDS = ['goals', 'appraisal', 'payroll'] as const;

/** Every kind of notice that a service asks for: whoever shows notices has a word for each. */
export const NOTICE_KINDS = [
  'reminder',
  'escalation',
  'reassigned',
  'handed-to-hr',
  'returned',
  'rejected',
  'approved',
  'report-asked',
  'cycle-pause',
  'cycle-resume',
  'cycle-extend',
  'cycle-close-now',
  'cycle-cancel',
  'sheet-changed',
  'result-published',
  'weekly-report',
  'delegation-planned',
  'delegation-began',
  'delegation-ended',
  'delegation-returned',
  'delegation-called-off',
  'payouts-stopped',
  'payouts-released',
  'pay-held',
  'held-pay-given-up',
  'line-given-up',
  'pay-kept-back',
  'lines-kept-back',
  'pay-corrected',
  'paid',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
