import type { ClosingDetail } from '@goalbeat/approvals/subject-handler';
import { BY_DEADLINE } from '@goalbeat/service-kit/process-log/actor';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { SheetRow } from './goal-sheet.repository.js';

/** The sheet's own line in the process log, when a chain has decided about it. */
export function logClosing(tx: Tx, sheet: SheetRow, action: string, detail: ClosingDetail): void {
  const { by } = detail;
  tx.log({
    subjectKind: 'goal-sheet',
    subjectId: sheet.id,
    cycleId: sheet.cycleId,
    action,
    ...(by.kind === 'deadline'
      ? BY_DEADLINE
      : { actorKind: 'person', actorId: by.personId, onBehalfOf: by.onBehalfOf, channel: 'web' }),
    at: detail.at,
    reason: detail.comment,
    details: { approvalId: sheet.approvalId, items: detail.items },
  });
}
