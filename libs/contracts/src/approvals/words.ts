/** The services that mount the approval engine, as they are called in events and workflows. */
export const APPROVAL_SERVICE_WORDS = ['goals', 'appraisal', 'payroll'] as const;
