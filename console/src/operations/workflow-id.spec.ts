import { expect, it } from '@jest/globals';
import { approvalWorkflowId as ofContracts } from '@goalbeat/contracts/workflows';
import { approvalWorkflowId } from './workflow-id.js';

it('calls an approval’s workflow as the services do', () => {
  const approval = { tenantId: 't', subjectKind: 'bonus-list', subjectId: 's', round: 2 };
  expect(approvalWorkflowId(approval)).toBe(ofContracts(approval));
});
