import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { APPROVAL_EVENTS, type TaskNews } from '@goalbeat/contracts/approvals/events';
import { type AskLetters, eventOf, LetterPages, ServiceQueue } from '@goalbeat/testing/harness/dead-letters';
import { eventually } from '@goalbeat/testing/harness/eventually';
import { DeskConsumer } from '../src/desk/desk.consumer.js';
import { DirectoryHarness, INSTALL_KEY } from './directory-harness.js';

const DEFECT = new Error('a defect of ours');

const taskOf = (assigneeId: string): TaskNews => ({
  taskId: randomUUID(),
  version: 1,
  service: 'goals',
  kind: 'decision',
  subjectKind: 'plan',
  subjectId: randomUUID(),
  title: '赵一',
  approvalId: randomUUID(),
  stepId: 'lead',
  cycleId: null,
  unitId: null,
  assigneeId,
  onBehalfOf: null,
  state: 'open',
  openedAt: '2026-11-23T00:00:00.000Z',
  dueAt: '2026-11-24T09:00:00.000Z',
  closedAt: null,
  reminders: 0,
  bundleId: null,
  refused: [],
});

describe('what directory gave up', () => {
  let directory: DirectoryHarness;
  let consumer: DeskConsumer;
  let tenantId: string;
  let adminId: string;
  let queue: ServiceQueue;
  let letters: LetterPages;

  beforeAll(async () => {
    queue = await ServiceQueue.fresh('directory');
    directory = await DirectoryHarness.start({ RUN: ['http', 'consumers'] });
    consumer = directory.app.get(DeskConsumer, { strict: false });
    const mine = await directory.tenant();
    const other = await directory.tenant();
    tenantId = mine.id;
    const found = await directory.database.query<{ id: string }>('SELECT id FROM person WHERE tenant_id = $1', [
      mine.id,
    ]);
    adminId = found.rows[0]?.id ?? '';
    const ask: AskLetters = (who, method, url, body) =>
      directory.call(method, url, {
        ...(body === undefined ? {} : { body }),
        ...(who === 'ops' ? { token: mine.admin } : {}),
        ...(who === 'stranger' ? { token: other.admin } : {}),
        ...(typeof who === 'string' ? {} : { headers: { 'x-install-key': who.key } }),
      });
    letters = new LetterPages(ask);
  });
  afterAll(async () => {
    await directory.stop();
    await queue.close();
  });

  const ready = async () =>
    (await directory.app.inject({ url: '/health/ready' })).json<{ broker: string }>().broker === 'up';
  const effects = async (id: string): Promise<number> =>
    (await directory.database.query('SELECT FROM desk_task WHERE tenant_id = $1 AND task_id = $2', [tenantId, id])).rows
      .length;
  const logged = async (id: string): Promise<string[]> =>
    (
      await directory.database.query<{ action: string }>(
        `SELECT action FROM process_log WHERE subject_kind = 'dead-letter' AND subject_id = $1 ORDER BY id`,
        [id],
      )
    ).rows.map(({ action }) => action);

  it('is kept with its cause for its company alone, and applied once when it is replayed after the defect is mended', async () => {
    const broken = jest.spyOn(consumer, 'handle').mockRejectedValue(DEFECT);
    const task = taskOf(adminId);
    const event = eventOf(tenantId, APPROVAL_EVENTS.tasks, { tasks: [task] });
    await queue.send(event, ready);
    const letter = await letters.about(event.id);
    expect(letter).toMatchObject({ queue: 'goalbeat.directory', cause: 'failed', state: 'open', reason: null });
    expect(letter.body).not.toContain('赵一');
    expect(broken).toHaveBeenCalledTimes(5);
    expect(await letters.list('stranger')).toEqual([]);
    expect((await letters.replay('stranger', letter.id)).status).toBe(404);
    expect((await letters.setAside('stranger', letter.id, { reason: 'x' })).status).toBe(404);

    expect(await letters.replay('ops', letter.id)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await letters.about(event.id)).toMatchObject({ state: 'open' });
    expect(await effects(task.taskId)).toBe(0);
    broken.mockRestore();
    const handled = jest.spyOn(consumer, 'handle');
    for (let times = 0; times < 2; times++)
      expect(await letters.replay('ops', letter.id)).toMatchObject({ status: 200, body: { state: 'replayed' } });
    expect(handled).toHaveBeenCalledTimes(1);
    handled.mockRestore();
    expect(await effects(task.taskId)).toBe(1);
    expect(await logged(letter.id)).toEqual(['replayed']);
    expect(await letters.setAside('ops', letter.id, { reason: 'x' })).toMatchObject({ status: 409 });
  });

  it('is set aside with a reason alone, and not applied then', async () => {
    const broken = jest.spyOn(consumer, 'handle').mockRejectedValue(DEFECT);
    const task = taskOf(adminId);
    const event = eventOf(tenantId, APPROVAL_EVENTS.tasks, { tasks: [task] });
    await queue.send(event, ready);
    const { id } = await letters.about(event.id);
    broken.mockRestore();
    for (const body of [{}, { reason: '' }]) expect((await letters.setAside('ops', id, body)).status).toBe(400);
    for (let times = 0; times < 2; times++)
      expect(await letters.setAside('ops', id, { reason: '测试消息' })).toMatchObject({
        status: 200,
        body: { state: 'set-aside', reason: '测试消息' },
      });
    expect(await letters.replay('ops', id)).toMatchObject({ status: 409 });
    expect(await effects(task.taskId)).toBe(0);
    expect(await logged(id)).toEqual(['set-aside']);
  });

  it('is for the installation’s key where it names no company that is here', async () => {
    const before = (await letters.list('ops')).length;
    await queue.send('not json', ready);
    await queue.send(eventOf(randomUUID(), APPROVAL_EVENTS.tasks, { name: '张三' }), ready);
    const kept = await eventually(
      async () => (await letters.ofNobody(INSTALL_KEY)).body['items'] as { cause: string; body: string }[],
      ({ length }) => length === 2,
    );
    expect(kept.map(({ cause }) => cause).toSorted()).toEqual(['not-an-event', 'unknown-tenant']);
    expect(JSON.stringify(kept)).not.toContain('张三');
    for (const key of ['', `${INSTALL_KEY}x`]) expect((await letters.ofNobody(key)).status).toBe(403);
    expect(await letters.list('ops')).toHaveLength(before);
    expect(await letters.list('stranger')).toEqual([]);
    // Out of the broker, all of them.
    await eventually(
      () => queue.dead(),
      (dead) => dead === 0,
    );
  });
});
