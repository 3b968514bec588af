import type { Decision } from '@goalbeat/domain/approval/lifecycle';
import { expect } from '@jest/globals';
import { PEOPLE, TENANT, type Who } from './acme.js';
import type { Sheets } from './sheets-service.js';

export const MONDAY = '2026-11-16T09:00:00.000Z';
export const refusal = (code: string) => expect.objectContaining({ code });

/** What people and their ladders do to approvals, and what is written of it. @param current the service once it runs */
export function actsOn(current: () => Sheets) {
  const decide = (who: Who, approvalId: string, decision: Decision = 'approve', more: object = {}) =>
    current().engine.decide(current().command(who), approvalId, {
      taskVersion: 1,
      decision,
      ...(decision === 'approve' ? {} : { comment: 'not like this' }),
      ...more,
    });
  const tasks = (approvalId: string) =>
    current().rows<{
      assignee_id: string;
      state: string;
      step_no: number;
      origin: string;
      version: number;
      id: string;
    }>('SELECT * FROM approval_task WHERE approval_id = $1 ORDER BY id', [approvalId]);
  const delegate = (from: Who, to: Who, kinds: string[] | null = null) =>
    current().rows(
      `INSERT INTO org_delegation (tenant_id, id, from_person_id, to_person_id, valid_from, valid_to, kinds, cancelled, version)
       VALUES ($1, gen_random_uuid(), $2, $3, '2026-11-16T00:00Z', '2026-11-18T00:00Z', $4, false, 1)`,
      [TENANT, PEOPLE[from], PEOPLE[to], kinds],
    );
  const climb = async (approvalId: string, rung: number, step = 'lead', version = 1) => {
    const [row] = await current().rows<{ rungs: { n: number; at: string; action: 'remind' }[] }>(
      'SELECT rungs FROM approval_step WHERE approval_id = $1 AND step_id = $2',
      [approvalId, step],
    );
    const planned = row?.rungs.find((one) => one.n === rung);
    if (planned !== undefined) await current().at(planned.at);
    return current()
      .ladder.activities()
      .climbRung({
        tenantId: TENANT,
        approvalId,
        version,
        stepId: step,
        rung,
        action: planned?.action ?? 'remind',
      });
  };
  const logOf = (approvalId: string) =>
    current().rows<{
      action: string;
      actor_kind: string;
      actor_id: string | null;
      on_behalf_of: string | null;
      reason: string | null;
      channel: string;
    }>(`SELECT * FROM process_log WHERE details->>'approvalId' = $1 ORDER BY id`, [approvalId]);
  return { decide, tasks, delegate, climb, logOf };
}
