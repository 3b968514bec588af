import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { byService } from '@goalbeat/service-kit/process-log/actor';
import { DefinitionScheduleRepository } from '../cycle-definition/definition-schedule.repository.js';
import type { Wanted } from './wanted-schedule.js';

const HELD_TODO = 'opening-held';

/** What HR is told while operations hold a Schedule back: nothing opens, and nobody else would say so. */
@Injectable()
export class HeldNotes {
  constructor(
    private readonly engine: ApprovalEngine,
    private readonly org: OrgCopy,
    private readonly rows: DefinitionScheduleRepository,
  ) {}

  async changed(tx: Tx, { definition, schedule, now }: Wanted, held: boolean): Promise<void> {
    if (held === (schedule.heldAt !== null)) return;
    await this.rows.held(tx, definition.id, held ? now : null, now);
    tx.log({
      subjectKind: 'cycle-definition',
      subjectId: definition.id,
      action: held ? 'schedule.held' : 'schedule.released',
      ...byService('goals'),
      at: now,
      reason: held ? 'paused in Temporal by operations' : 'resumed in Temporal by operations',
      details: { code: definition.code },
    });
    if (!held) {
      await this.engine.closeTodos(tx, { subjectKind: HELD_TODO, subjectIds: [definition.id] });
      return;
    }
    const leads = await this.org.people(tx, { role: 'hr-lead', activeOn: now.slice(0, 10) });
    await this.engine.openTodo(tx, {
      subjectKind: HELD_TODO,
      subjectId: definition.id,
      title: definition.data.name,
      assigneeIds: leads.map(({ id }) => id),
      cycleId: null,
      unitId: null,
      dueAt: null,
    });
  }
}
