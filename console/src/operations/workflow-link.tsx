import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { gateway } from '../api/clients.js';
import { useMay, useMe } from '../session/me.js';
import { approvalWorkflowId } from './workflow-id.js';

/** Temporal's own page of a workflow, for those who keep things going; nothing for others, or where there is no such page. */
export function WorkflowLink({ of }: { of: string }) {
  const { t } = useTranslation('shell');
  const may = useMay('operations.health.read');
  const { data: at } = useQuery({
    queryKey: ['gateway', 'workflow-url'],
    queryFn: async () => (await answer(gateway.GET('/api/operations'))).workflowUrl,
    enabled: may,
    staleTime: Infinity,
  });
  if (at === undefined || at === null) return null;
  return (
    <a href={`${at}/${encodeURIComponent(of)}`} target="_blank" rel="noreferrer" className="small unprinted">
      {t('workflow')}
    </a>
  );
}

interface Approval {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly round: number;
}

export function ApprovalWorkflowLink({ of: { subjectKind, subjectId, round } }: { of: Approval }) {
  const tenantId = useMe().tenant.id;
  return <WorkflowLink of={approvalWorkflowId({ tenantId, subjectKind, subjectId, round })} />;
}
