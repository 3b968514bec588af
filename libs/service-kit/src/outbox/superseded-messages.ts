import type { WorkflowMessage } from '@goalbeat/contracts/workflow-message';

interface Addressed {
  id: string;
  payload: WorkflowMessage;
}

/**
 * Ids of the messages that are overtaken: another one to the same workflow says the whole state at a higher version. A start
 * is overtaken only by a message that starts as well; messages without a version are always sent.
 */
export function supersededMessages(messages: readonly Addressed[]): ReadonlySet<string> {
  const latest = new Map<string, number>();
  for (const { payload } of messages) {
    if (payload.kind !== 'signalWithStart' || payload.version === undefined) continue;
    latest.set(payload.workflowId, Math.max(latest.get(payload.workflowId) ?? 0, payload.version));
  }
  const overtaken = messages.filter(({ payload }) => {
    if ((payload.kind !== 'signalWithStart' && payload.kind !== 'start') || payload.version === undefined) return false;
    return payload.version < (latest.get(payload.workflowId) ?? 0);
  });
  return new Set(overtaken.map(({ id }) => id));
}
