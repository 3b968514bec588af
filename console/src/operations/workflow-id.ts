import type { approvalWorkflowId as wanted } from '@goalbeat/contracts/workflows';

/** As the contracts write it; a spec compares the two. */
export const approvalWorkflowId = (of: Parameters<typeof wanted>[0]): string =>
  `approval/${of.tenantId}/${of.subjectKind}/${of.subjectId}/${of.round}`;
