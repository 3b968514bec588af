import type { CycleControl, StepRef } from '@goalbeat/contracts/activities';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import { TENANT, type Who } from './company.js';
import { salesTemplate, week, type Data } from './definitions.js';
import type { Answer, Goals } from './goals-service.js';
import type { Principal } from '@goalbeat/domain/access/roles';

export interface Goal {
  id: string;
  code: string;
  target: string;
  actual: string | null;
  attainment: string;
  returnedReason: string | null;
  evidence: { id: string; kind: string; name: string }[];
}
export interface Sheet {
  id: string;
  personId: string;
  state: string;
  version: number;
  completion: string;
  provisional: boolean;
  workedDays: number;
  fullDays: number;
  goals: Goal[];
  diff: { goalId: string; field: string; before: string | null; after: string | null }[];
  approvalId: string | null;
  code?: string;
  field?: string;
}
export interface Cycle {
  id: string;
  state: string;
  version: number;
  funnel: Record<string, number>;
  sheets: Record<string, number>;
  skippedPeople: { personId: string; reason: string }[];
  timeline: { step: StepName; at: string; doneAt: string | null; counts: Record<string, number> | null }[];
}

/** One definition and its cycles, driven as the workflow and people drive them. */
export class Week {
  cycleId = '';
  definitionId = '';

  constructor(
    readonly goals: Goals,
    readonly tenantId = TENANT,
  ) {}

  as(who: Who): Principal {
    return this.goals.principal(who, this.tenantId);
  }

  async open(code: string, period = '2026-W47', changes: Partial<Data> = {}): Promise<this> {
    await this.goals.at('2026-11-15T20:00:00.000Z');
    await this.goals.call(this.as('hr'), 'PUT', '/v1/goal-templates/sales', salesTemplate);
    const definition = await this.goals.call<{ id: string; version: number }>(
      this.as('hr'),
      'PUT',
      `/v1/cycle-definitions/${code}`,
      {
        data: { ...week, ...changes },
      },
    );
    this.definitionId = definition.body.id;
    const { version } = definition.body;
    await this.goals.call(this.as('hr'), 'POST', `/v1/cycle-definitions/${this.definitionId}/activate`, { version });
    const opened = await this.goals.activities.openPeriod({
      tenantId: this.tenantId,
      definitionId: this.definitionId,
      period,
      scheduledAt: null,
    });
    this.cycleId = opened.cycleId ?? '';
    return this;
  }

  async control(): Promise<CycleControl> {
    return this.goals.activities.readControl({ tenantId: this.tenantId, cycleId: this.cycleId });
  }

  async ref(): Promise<StepRef> {
    return { tenantId: this.tenantId, cycleId: this.cycleId, version: (await this.control()).version };
  }

  async cycle(): Promise<Cycle> {
    return (await this.goals.call<Cycle>(this.as('hr'), 'GET', `/v1/cycles/${this.cycleId}`)).body;
  }

  async sheet(who: Who): Promise<Sheet> {
    const answer = await this.goals.call<{ items: Sheet[] }>(
      this.as(who),
      'GET',
      `/v1/goal-sheets?mine=true&cycle=${this.cycleId}`,
    );
    const [sheet] = answer.body.items;
    if (sheet === undefined) throw new Error(`${who} has no sheet`);
    return sheet;
  }

  async act(who: Who, verb: string, body: object = {}): Promise<Answer<Sheet>> {
    const { id, version } = await this.sheet(who);
    return this.goals.call<Sheet>(this.as(who), 'POST', `/v1/goal-sheets/${id}/${verb}`, { version, ...body });
  }

  async decide(by: Who, of: Who, body: object = { decision: 'approve' }): Promise<Answer<{ state: string }>> {
    const { approvalId } = await this.sheet(of);
    return this.goals.call(this.as(by), 'POST', `/v1/approvals/${approvalId}/decisions`, { taskVersion: 1, ...body });
  }

  /** Submitted, and accepted by lead and HR lead. */
  async planned(...people: Who[]): Promise<void> {
    for (const who of people) {
      await this.act(who, 'plan');
      await this.decide(who === 'lead' ? 'boss' : 'lead', who);
      await this.decide('hr', who);
    }
  }

  async items(
    who: Who,
    outcome: 'done' | 'not-done' = 'done',
    changes: Record<string, object> = {},
  ): Promise<object[]> {
    const { goals } = await this.sheet(who);
    return goals.map((goal) => ({
      goalId: goal.id,
      outcome,
      ...(goal.code === 'orders' ? { links: ['https://example.com/orders'] } : {}),
      ...changes[goal.code],
    }));
  }

  async upload(who: Who, name: string, bytes: Uint8Array, declared = 'application/octet-stream', goalCode = 'orders') {
    const sheet = await this.sheet(who);
    const goal = sheet.goals.find((one) => one.code === goalCode)?.id ?? '';
    const boundary = 'xxBOUNDARYxx';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${declared}\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    return this.goals.call<{ id: string; code?: string; mediaType: string; sha256: string }>(
      this.as(who),
      'POST',
      `/v1/goal-sheets/${sheet.id}/evidence?goal=${goal}`,
      body,
      { 'content-type': `multipart/form-data; boundary=${boundary}` },
    );
  }
}

/** One white pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

/** Tasks and todos on a subject, oldest first. */
export const tasksOf = (goals: Goals, subjectKind: string, subjectId: string) =>
  goals.rows<{ state: string; due_at: string | null }>(
    'SELECT state, due_at FROM approval_task WHERE subject_kind = $1 AND subject_id = $2 ORDER BY id',
    [subjectKind, subjectId],
  );

export async function logOf(goals: Goals, subjectId: string): Promise<string[]> {
  const rows = await goals.rows<{ action: string; actor_kind: string }>(
    'SELECT action, actor_kind FROM process_log WHERE subject_id = $1 ORDER BY id',
    [subjectId],
  );
  return rows.map((row) => `${row.action} by ${row.actor_kind}`);
}
