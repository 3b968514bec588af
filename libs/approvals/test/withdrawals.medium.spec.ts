import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TasksChanged } from '@goalbeat/contracts/approvals/events';
import { MOST_TASKS_AN_EVENT } from '@goalbeat/contracts/approvals/events';
import type { WorkflowMessage } from '@goalbeat/contracts/workflow-message';
import { id } from '@goalbeat/testing/harness/organisation';
import { HR_STEP, LEAD_STEP, TENANT, withLadder } from './acme.js';
import { type Sheets, startSheets } from './sheets-service.js';

const REASON = 'the week was called off';
let sheets: Sheets;
let subjects = 50_000;

beforeAll(async () => {
  sheets = await startSheets();
}, 60_000);
afterAll(() => sheets.close(), 60_000);

interface Opened {
  approvalId: string;
  subjectId: string;
}

/** Each waits for the lead alone, so that one decision closes it. */
async function openMany(count: number, more: object = {}): Promise<Opened[]> {
  const opened: Opened[] = [];
  for (let at = 0; at < count; at += 16) {
    opened.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(16, count - at) }, async () => {
          subjects += 1;
          const subjectId = id(subjects);
          return { subjectId, approvalId: await sheets.open({ subjectId, chain: [LEAD_STEP], ...more }) };
        }),
      )),
    );
  }
  return opened;
}

const withdraw = (opened: readonly Opened[]): Promise<number> =>
  sheets.unitOfWork.write(TENANT, (tx) =>
    sheets.engine.withdrawSubjects(tx, {
      subjectKind: 'plan',
      subjectIds: opened.map(({ subjectId }) => subjectId),
      reason: REASON,
    }),
  );

const decide = ({ approvalId }: Opened): Promise<string> =>
  sheets.engine.decide(sheets.command('lead'), approvalId, { taskVersion: 1, decision: 'approve' }).then(
    () => 'decided',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );

const statesOf = async (opened: readonly Opened[]): Promise<Map<string, string>> => {
  const rows = await sheets.rows<{ id: string; state: string }>('SELECT id, state FROM approval WHERE id = ANY($1)', [
    opened.map(({ approvalId }) => approvalId),
  ]);
  return new Map(rows.map((row) => [row.id, row.state]));
};

/** What is about these approvals in the outbox, from after `since` on. */
async function outboxSince<T>(since: string, destination: string): Promise<T[]> {
  const rows = await sheets.rows<{ payload: T }>(
    'SELECT payload FROM outbox WHERE id > $1 AND destination = $2 ORDER BY id',
    [since, destination],
  );
  return rows.map(({ payload }) => payload);
}
const lastInOutbox = async (): Promise<string> =>
  (await sheets.rows<{ id: string }>('SELECT id FROM outbox ORDER BY id DESC LIMIT 1'))[0]?.id ?? id(0);

describe('many open rounds taken back at once', () => {
  it('each closes once, is logged, leaves the desk in bundles, and its ladder is told', async () => {
    const opened = await openMany(620);
    const [handed = opened[0]!] = await openMany(1, { chain: [withLadder(LEAD_STEP, 'hand-to-hr')] });
    const last = await sheets.rows<{ n: number }>(
      `SELECT (r->>'n')::int AS n FROM approval_step s, jsonb_array_elements(s.rungs) r WHERE s.approval_id = $1 AND r->>'action' = 'hand-to-hr'`,
      [handed.approvalId],
    );
    await sheets.at('2026-11-27T09:00:00.000Z');
    expect(
      await sheets.ladder.activities().climbRung({
        tenantId: TENANT,
        approvalId: handed.approvalId,
        version: 1,
        stepId: LEAD_STEP.id,
        rung: last[0]?.n ?? 0,
        action: 'hand-to-hr',
      }),
    ).toMatchObject({ outcome: 'climbed' });
    const all = [...opened, handed];
    const since = await lastInOutbox();

    expect(await withdraw(all)).toBe(621);
    expect(await withdraw(all)).toBe(0);

    expect(new Set((await statesOf(all)).values())).toEqual(new Set(['withdrawn']));
    const ids = all.map(({ approvalId }) => approvalId);
    expect(
      await sheets.rows(
        'SELECT DISTINCT state FROM approval_step WHERE approval_id = ANY($1) AND closed_at IS NOT NULL',
        [ids],
      ),
    ).toEqual([{ state: 'withdrawn' }]);
    expect(
      await sheets.rows(`SELECT 1 FROM approval_task WHERE approval_id = ANY($1) AND state = 'open'`, [ids]),
    ).toEqual([]);
    const logged = await sheets.rows<{ subject: string; reason: string; closes: string; due: string | null }>(
      `SELECT subject_id AS subject, reason, details->>'closes' AS closes, due_at AS due FROM process_log
       WHERE action = 'withdrawn' AND subject_id = ANY($1)`,
      [all.map(({ subjectId }) => subjectId)],
    );
    expect(new Set(logged.map(({ subject }) => subject)).size).toBe(621);
    expect(logged).toHaveLength(621);
    expect(new Set(logged.map(({ reason, closes }) => `${reason}: ${closes}`))).toEqual(
      new Set([`${REASON}: withdrawn`]),
    );

    const news = await outboxSince<{ event: { type: string; data: TasksChanged } }>(since, 'events');
    const told = news.flatMap(({ event }) => event.data.tasks);
    expect(news.length).toBeLessThanOrEqual(Math.ceil(told.length / MOST_TASKS_AN_EVENT) + 1);
    const rows = await sheets.rows<{ id: string; version: number }>(
      `SELECT id, version FROM approval_task WHERE state = 'superseded' AND id = ANY($1)`,
      [told.map(({ taskId }) => taskId)],
    );
    const versions = new Map(rows.map((row) => [row.id, row.version]));
    expect(versions.size).toBe(told.length);
    for (const task of told)
      expect({ state: task.state, version: task.version }).toEqual({
        state: 'superseded',
        version: versions.get(task.taskId),
      });
    // One a lead's task, and HR's leads for the one that was theirs.
    expect(told).toHaveLength(620 + 2);

    const messages = await outboxSince<WorkflowMessage>(since, 'workflows');
    // What was handed to HR has no ladder any more.
    expect(messages).toHaveLength(620);
    expect(new Set(messages.map((message) => ('workflowId' in message ? message.workflowId : ''))).size).toBe(620);
    for (const message of messages)
      expect(message).toMatchObject({
        kind: 'signalWithStart',
        signalInput: { kind: 'closed', version: 2, outcome: 'withdrawn' },
      });
  }, 120_000);

  it('leaves what people decide meanwhile as they decided it', async () => {
    const opened = await openMany(560);
    const before = opened.filter((_one, n) => n % 10 === 0);
    const racing = opened.filter((_one, n) => n % 10 > 0 && n % 3 === 0);
    expect(new Set(await Promise.all(before.map(decide)))).toEqual(new Set(['decided']));

    const [withdrawn, answers] = await Promise.all([
      withdraw(opened),
      Promise.all(racing.map(async (one) => ({ one, answer: await decide(one) }))),
    ]);

    const states = await statesOf(opened);
    for (const { one, answer } of answers)
      expect([states.get(one.approvalId), answer]).toEqual(
        answer === 'decided' ? ['approved', 'decided'] : ['withdrawn', 'already-decided'],
      );
    for (const one of before) expect(states.get(one.approvalId)).toBe('approved');
    const approved = before.length + answers.filter(({ answer }) => answer === 'decided').length;
    expect([...states.values()].filter((state) => state === 'approved')).toHaveLength(approved);
    expect(withdrawn).toBe(560 - approved);
    const logged = await sheets.rows<{ action: string; n: number }>(
      `SELECT action, count(*)::int AS n, count(DISTINCT subject_id)::int AS subjects FROM process_log
       WHERE action IN ('approved', 'withdrawn') AND subject_id = ANY($1) GROUP BY action ORDER BY action`,
      [opened.map(({ subjectId }) => subjectId)],
    );
    expect(logged).toEqual([
      { action: 'approved', n: approved, subjects: approved },
      ...(withdrawn === 0 ? [] : [{ action: 'withdrawn', n: withdrawn, subjects: withdrawn }]),
    ]);
  }, 120_000);

  it('waits for a decision that is under way, and finds it taken', async () => {
    const opened = await openMany(3, { chain: [LEAD_STEP, HR_STEP] });
    const single = await openMany(1);
    const [under] = single;
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const { handler } = sheets;
    const onClosed = handler.onClosed.bind(handler);
    handler.onClosed = async (...given) => {
      reached.resolve();
      await gate.promise;
      await onClosed(...given);
    };
    try {
      const deciding = decide(under!);
      await reached.promise;
      const withdrawing = withdraw([...opened, ...single]);
      await somebodyWaits();
      gate.resolve();
      expect(await deciding).toBe('decided');
      expect(await withdrawing).toBe(3);
    } finally {
      handler.onClosed = onClosed;
      gate.resolve();
    }
    expect((await statesOf(single)).get(under!.approvalId)).toBe('approved');
    expect(handler.heard.filter(({ outcome }) => outcome === 'withdrawn')).toEqual([]);
  }, 60_000);
});

async function somebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await sheets.rows(
      `SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()`,
    );
    if (waiting.length > 0) return;
    await sleep(20);
  }
}
