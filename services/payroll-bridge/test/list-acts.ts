import { employee } from '@goalbeat/testing/harness/company';
import type { Payroll } from './payroll-service.js';

/** What is done with lists, and seen of them, answers as they come. */
export function listActs(service: () => Payroll) {
  const lists = (runId: string) =>
    service().rows<{ id: string; part: string; state: string; version: number }>(
      'SELECT id, part, state, version::int AS version FROM bonus_list WHERE run_id = $1 ORDER BY part',
      [runId],
    );
  const linesOf = async (listId: string) =>
    (await service().ask('hr', 'GET', `/v1/bonus-lists/${listId}/lines?limit=200`)).body['items'] as {
      id: string;
      personId: string;
      personNumber: string;
      version: number;
      state: string;
      amount: { amount: string };
      reason: string;
      heldReason: string | null;
    }[];
  const submit = async (listId: string, who: 'hr' | 'hr2' | 'partner' = 'hr') => {
    const [row] = await service().rows<{ version: number }>(
      'SELECT version::int AS version FROM bonus_list WHERE id = $1',
      [listId],
    );
    return service().ask(who, 'POST', `/v1/bonus-lists/${listId}/submit`, { version: row?.version });
  };
  const decide = async (listId: string, personId: string, decision: string, comment?: string) => {
    const [task] = await service().rows<{ approval_id: string; version: number }>(
      `SELECT approval_id, version::int AS version FROM approval_task WHERE subject_kind = 'bonus-list' AND subject_id = $1 AND state = 'open'`,
      [listId],
    );
    return service().ask(employee(personId), 'POST', `/v1/approvals/${task?.approval_id}/decisions`, {
      taskVersion: task?.version,
      decision,
      ...(comment === undefined ? {} : { comment }),
    });
  };

  return { lists, linesOf, submit, decide };
}
