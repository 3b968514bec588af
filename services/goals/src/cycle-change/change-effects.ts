import { Injectable } from '@nestjs/common';
import { APPROVAL_EVENTS, type NoticeRequested } from '@goalbeat/contracts/approvals/events';
import type { ChangeCycle } from '@goalbeat/contracts/goals/cycle-http';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { ControlEffects } from '../cycle/control-effects.js';
import { CycleNews } from '../cycle/cycle-news.js';
import { CycleRepository, type CycleRow } from '../cycle/cycle.repository.js';
import { CycleTemplates } from '../cycle-step/cycle-templates.js';
import type { ChangeHead } from './cycle-change.repository.js';
import { ChangeableSheets } from './changeable-sheets.js';
import type { WorkedOut } from './work-out.js';

interface Applied {
  body: z.infer<typeof ChangeCycle>;
  out: WorkedOut;
  at: string;
}

/** Does what was worked out, and says so to everybody whom it concerns. */
@Injectable()
export class ChangeEffects {
  constructor(
    private readonly cycles: CycleRepository,
    private readonly templates: CycleTemplates,
    private readonly sheets: ChangeableSheets,
    private readonly control: ControlEffects,
    private readonly news: CycleNews,
  ) {}

  apply(tx: Tx, cycle: CycleRow, change: Applied): Promise<CycleRow> {
    return this.control.keepingRed(tx, cycle, change.at, () => this.#apply(tx, cycle, change));
  }

  async #apply(tx: Tx, cycle: CycleRow, { body, out, at }: Applied): Promise<CycleRow> {
    const { template, table, pins, moved } = out;
    if (template !== null) await this.templates.pin(tx, cycle.id, template);
    await this.sheets.save(tx, table.changed, { at, reason: body.reason, period: cycle.period, template });
    await this.cycles.pin(tx, cycle, pins);
    const steps = moved.map(({ step, after }) => ({ step, at: after }));
    const named = body.change.kind === 'deadline' ? body.change.step : null;
    await this.cycles.moveSteps(tx, cycle.id, steps, named);
    const after = await this.cycles.setState(tx, cycle, cycle.state, true);
    const told = await this.control.concerned(tx, cycle.id, 'extend', steps);
    await this.control.stepsMoved(tx, after, steps);
    this.control.notify(tx, told, { cycle, action: 'extend', reason: body.reason, moved: steps, now: at });
    return after;
  }

  async tell(tx: Tx, command: CommandRequest, cycle: CycleRow, head: ChangeHead, out: WorkedOut): Promise<void> {
    const { id: changeId, no, reason, at, change, counts, moved, fingerprint } = head;
    await this.news.tell(tx, command, cycle, {
      action: 'cycle.changed',
      reason,
      at,
      details: { changeId, no, change, counts, moved, fingerprint },
    });
    for (const { row } of out.table.changed) {
      tx.log({
        subjectKind: 'goal-sheet',
        subjectId: row.sheetId,
        cycleId: cycle.id,
        action: 'sheet.changed-by-hr',
        ...actorOf(command.principal),
        at,
        reason,
        details: { changeId, no, changes: row.changes, kept: row.kept, plan: row.plan },
      });
    }
    const owners = out.table.changed.map(({ row }) => ({ personId: row.personId, sheetId: row.sheetId }));
    for (const one of [...owners, ...(await this.#deciders(tx, out))]) this.#notify(tx, cycle, one, head);
  }

  /** Whoever has the sheet on their desk decides about something else now. */
  #deciders(tx: Tx, out: WorkedOut): Promise<{ personId: string; sheetId: string }[]> {
    const sheets = out.table.changed.filter(({ row }) => row.plan === 'being-decided').map(({ row }) => row.sheetId);
    return tx.query(
      `SELECT t.assignee_id AS "personId", t.subject_id AS "sheetId" FROM approval_task t
       WHERE t.state = 'open' AND t.kind = 'decision' AND t.subject_kind IN ('plan', 'report') AND t.subject_id = ANY($1::text[])`,
      [sheets],
    );
  }

  #notify(tx: Tx, cycle: CycleRow, to: { personId: string; sheetId: string }, { reason, at }: ChangeHead): void {
    const data: NoticeRequested = {
      noticeId: uuidv7(),
      personId: to.personId,
      kind: 'sheet-changed',
      at,
      subjectKind: 'goal-sheet',
      subjectId: to.sheetId,
      values: { title: cycle.data.name, period: cycle.period, reason },
    };
    tx.publish({ type: APPROVAL_EVENTS.notice, subject: to.sheetId, data });
  }
}
