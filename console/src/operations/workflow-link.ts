import { useQuery } from '@tanstack/react-query';
import { readPageSettings, settingsKey } from '../session/page-settings.js';
import { useMay } from '../session/me.js';

const NAMESPACE = 'goalbeat';

/** Where Temporal's own pages show a workflow, for those who keep things going; null where nobody may go there. */
export function useWorkflowLink(): (workflowId: string) => string | null {
  const may = useMay('operations.health.read');
  const { data } = useQuery({ queryKey: settingsKey, queryFn: readPageSettings, staleTime: Infinity });
  const at = data?.temporalUiUrl?.replace(/\/$/, '') ?? null;
  return (workflowId) =>
    at === null || !may ? null : `${at}/namespaces/${NAMESPACE}/workflows/${encodeURIComponent(workflowId)}`;
}
