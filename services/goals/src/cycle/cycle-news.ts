import { Injectable } from '@nestjs/common';
import { CONTROL_CHANGED, cycleWorkflowId, type ControlChanged } from '@goalbeat/contracts/workflows';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { cycleChanged } from './cycle-changed.js';
import { CycleRepository, type CycleRow } from './cycle.repository.js';

/** Who hears that HR has changed a cycle: its workflow, the services that score and pay it, the process log. */
@Injectable()
export class CycleNews {
  constructor(private readonly cycles: CycleRepository) {}

  async tell(
    tx: Tx,
    command: CommandRequest,
    { id, definitionId, definitionVersion, period, run, version }: CycleRow,
    what: { action: string; reason: string; at: string; details: Record<string, unknown> },
  ): Promise<void> {
    const signalInput: ControlChanged = { version };
    tx.tell({
      kind: 'signal',
      workflowId: cycleWorkflowId({ tenantId: tx.tenantId, definitionId, period, run }),
      signal: CONTROL_CHANGED,
      signalInput,
    });
    tx.log({
      subjectKind: 'cycle',
      subjectId: id,
      cycleId: id,
      ...actorOf(command.principal),
      ruleVersion: `cycle-definition/${definitionId}@${definitionVersion}`,
      ...what,
      details: { version, ...what.details },
    });
    // As it is now: pins and pauses are columns of their own.
    tx.publish(cycleChanged(await this.cycles.one(tx, id), await this.cycles.steps(tx, id)));
  }
}

/** @throws stale-version, saying what happened meanwhile */
export async function requireVersion(tx: Tx, cycle: CycleRow, version: number): Promise<void> {
  if (cycle.version === version) return;
  const last = await tx.maybe<{ action: string; at: string; byId: string | null; reason: string | null }>(
    `SELECT action, at, actor_id AS "byId", reason FROM process_log
     WHERE subject_kind = 'cycle' AND subject_id = $1 AND actor_kind IN ('person', 'key') ORDER BY id DESC LIMIT 1`,
    [cycle.id],
  );
  throw new DomainError('stale-version', 'The cycle was changed meanwhile: read it again.', {
    field: 'version',
    details: { version: cycle.version, state: cycle.state, ...(last === undefined ? {} : { last }) },
  });
}
