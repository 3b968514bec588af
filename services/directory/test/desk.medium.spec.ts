import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import { APPROVAL_EVENTS, type TaskNews } from '@goalbeat/contracts/approvals/events';
import type { Desk } from '@goalbeat/contracts/directory/http';
import { EVENTS_EXCHANGE } from '@goalbeat/contracts/names';
import type { z } from 'zod';
import { DirectoryHarness, SERVICE_KEYS, eventually } from './directory-harness.js';

type DeskView = z.infer<typeof Desk>;
let directory: DirectoryHarness;
let tenant: { id: string; slug: string; admin: string };
let broker: ChannelModel;
let channel: ConfirmChannel;
let goals: Server;
let beating: NodeJS.Timeout;
let beats = true;
const people = new Map<string, string>();
const direct: TaskNews[] = [];

beforeAll(async () => {
  goals = createServer((request, response) => {
    const allowed = request.headers.authorization === `Bearer ${SERVICE_KEYS.goals}`;
    response.writeHead(allowed ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(allowed ? { items: direct } : { code: 'not-signed-in' }));
  });
  await new Promise<void>((resolve) => goals.listen(0, '127.0.0.1', resolve));
  directory = await DirectoryHarness.start({
    RUN: ['http', 'consumers'],
    GOALS_URL: `http://127.0.0.1:${(goals.address() as AddressInfo).port}`,
  });
  tenant = await directory.tenant();
  await directory.company(tenant.admin);
  const { body } = await directory.call<{ items: { id: string; number: string }[] }>('GET', '/v1/people?limit=50', {
    token: tenant.admin,
  });
  for (const person of body.items) people.set(person.number, person.id);

  broker = await connect(process.env['TEST_AMQP_URL'] ?? '');
  channel = await broker.createConfirmChannel();
  await channel.assertExchange(EVENTS_EXCHANGE, 'topic', { durable: true });
  beating = setInterval(() => {
    if (!beats) return;
    for (const service of ['goals', 'appraisal', 'payroll-bridge']) {
      const beat = { service, oldestUnsentAt: null, at: new Date().toISOString() };
      channel.publish(EVENTS_EXCHANGE, `goalbeat.heartbeat.${service}`, Buffer.from(JSON.stringify(beat)));
    }
  }, 300);
});
afterAll(async () => {
  clearInterval(beating);
  await broker.close();
  await directory.stop();
  goals.closeAllConnections();
  goals.close();
});

const id = (number: string): string => people.get(number)!;
const task = (assignee: string, changes: Partial<TaskNews> = {}): TaskNews => ({
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
  assigneeId: id(assignee),
  onBehalfOf: null,
  state: 'open',
  openedAt: '2026-11-23T00:00:00.000Z',
  dueAt: '2026-11-24T09:00:00.000Z',
  closedAt: null,
  reminders: 0,
  bundleId: null,
  refused: [],
  ...changes,
});

async function publish(type: string, data: object): Promise<void> {
  const event = {
    specversion: '1.0',
    id: randomUUID(),
    source: 'goalbeat/goals',
    type,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    tenantid: tenant.id,
    data,
  };
  await new Promise<void>((resolve, reject) => {
    channel.publish(EVENTS_EXCHANGE, type, Buffer.from(JSON.stringify(event)), { mandatory: true }, (error: unknown) =>
      error == null ? resolve() : reject(new Error('not confirmed')),
    );
  });
}
const tell = (changed: TaskNews) => publish(APPROVAL_EVENTS.tasks, { tasks: [changed] });
const signIn = (number: string) => directory.signIn(tenant.slug, number, `password ${number}`);
const desk = async (token: string, query = ''): Promise<DeskView> => {
  const { status, body } = await directory.call<DeskView>('GET', `/v1/desk${query}`, { token });
  expect(status).toBe(200);
  return body;
};

describe('a desk', () => {
  it('shows a bundle as one entry with its size and counts each task', async () => {
    const token = await signIn('E2');
    const bundleId = randomUUID();
    const others = { subjectKind: 'report', bundleId };
    const tasks = [
      task('E2', { ...others, dueAt: '2026-11-25T09:00:00.000Z' }),
      task('E2', { ...others, dueAt: '2026-11-24T10:00:00.000Z' }),
      task('E2', { ...others, dueAt: null }),
      task('E2', { dueAt: '2026-11-24T11:00:00.000Z' }),
    ];
    for (const one of tasks) await tell(one);
    const seen = await eventually(
      () => desk(token),
      ({ counts }) => counts.open === 4,
    );
    const shown = [
      [tasks[1]?.taskId, 3, bundleId],
      [tasks[3]?.taskId, 1, null],
    ];
    expect(seen.items.map((item) => [item.taskId, item.bundled, item.bundleId])).toEqual(shown);
    const first = await desk(token, '?limit=1');
    const second = await desk(token, `?limit=1&after=${first.next}`);
    expect([...first.items, ...second.items].map((item) => item.taskId)).toEqual(shown.map(([taskId]) => taskId));
    expect(second.next).toBeNull();
    for (const one of tasks) await tell({ ...one, version: 9, state: 'done' });
  });

  it('has its tasks soonest due first, with counts, in pages, and drops what is done', async () => {
    const token = await signIn('E3');
    await eventually(
      () => desk(token),
      (seen) => seen.source === 'feed',
    );
    const late = task('E3', { dueAt: '2026-11-22T09:00:00.000Z', subjectKind: 'report' });
    const soon = task('E3');
    const never = task('E3', { dueAt: null, kind: 'todo', subjectKind: 'make-plan' });
    for (const one of [never, soon, late]) await tell(one);
    const seen = await eventually(
      () => desk(token),
      ({ counts }) => counts.open === 3,
    );
    expect(seen.items.map((item) => item.taskId)).toEqual([late.taskId, soon.taskId, never.taskId]);
    expect(seen.counts).toEqual({ open: 3, late: 1, byKind: { report: 1, plan: 1, 'make-plan': 1 } });
    expect(seen.items[0]!.lateMinutes).toBeGreaterThan(60);

    const first = await desk(token, '?limit=2');
    const second = await desk(token, `?limit=2&after=${first.next}`);
    expect([...first.items, ...second.items].map((item) => item.taskId)).toEqual(seen.items.map((item) => item.taskId));
    expect(second.next).toBeNull();
    expect((await desk(token, '?kind=todo')).items.map((item) => item.taskId)).toEqual([never.taskId]);

    await tell({ ...soon, version: 3, state: 'done' });
    await tell({ ...soon, version: 2 });
    await eventually(
      () => desk(token),
      ({ counts }) => counts.open === 2,
    );
    expect((await desk(token)).items.map((item) => item.taskId)).not.toContain(soon.taskId);
  });

  it('has the tasks of whom one stands in for, of the kinds named, while it is in force', async () => {
    const [lead, colleague] = [await signIn('E1'), await signIn('H1')];
    const [plan, list] = [task('E1'), task('E1', { subjectKind: 'bonus-list', service: 'payroll' })];
    await tell(plan);
    await tell(list);
    await eventually(
      () => desk(lead),
      ({ counts }) => counts.open === 2,
    );
    expect((await desk(colleague)).counts.open).toBe(0);
    const made = await directory.call<{ id: string }>('POST', '/v1/delegations', {
      token: lead,
      body: { to: 'H1', from: '2026-11-22T00:00:00Z', until: '2027-11-30T00:00:00Z', kinds: ['plan'] },
    });
    const seen = await desk(colleague);
    expect(seen.items).toEqual([
      expect.objectContaining({ taskId: plan.taskId, standsInFor: { id: id('E1'), name: '王总' } }),
    ]);
    await directory.call('DELETE', `/v1/delegations/${made.body.id}`, { token: lead });
    expect((await desk(colleague)).counts.open).toBe(0);
  });

  it('shows a delegate neither their own sheet nor what they asked for, also when the services are asked', async () => {
    const [lead, delegate] = [await signIn('E3'), await signIn('E5')];
    const own = task('E3', { title: 'own', refused: [id('E5')] });
    const other = task('E3', { title: 'other', refused: [id('E4')] });
    const make = task('E3', { title: 'to write', kind: 'todo', subjectKind: 'make-report' });
    const made = await directory.call<{ id: string }>('POST', '/v1/delegations', {
      token: lead,
      body: { to: 'E5', from: '2026-11-22T00:00:00Z', until: '2027-11-30T00:00:00Z' },
    });
    for (const one of [own, other, make]) await tell(one);
    const titles = (seen: DeskView) => seen.items.map((item) => item.title).filter((title) => title !== '赵一');
    const leads = await eventually(
      () => desk(lead),
      (view) => titles(view).length === 3,
    );
    expect(titles(leads).toSorted()).toEqual(['other', 'own', 'to write']);
    const seen = await eventually(
      () => desk(delegate),
      (view) => view.source === 'feed' && titles(view).length > 0,
    );
    expect(titles(seen)).toEqual(['other']);
    expect(seen.counts.open).toBe(seen.items.length);
    expect(JSON.stringify(seen)).not.toContain('refused');
    direct.push({ ...own, title: 'own, asked' }, { ...other, title: 'other, asked' });
    beats = false;
    const asked = await eventually(
      () => desk(delegate),
      ({ source }) => source === 'direct',
    );
    expect(titles(asked)).toEqual(['other, asked']);
    beats = true;
    await directory.call('DELETE', `/v1/delegations/${made.body.id}`, { token: lead });
    direct.length = 0;
    for (const one of [own, other, make]) await tell({ ...one, version: 2, state: 'done' });
  });

  it('is live', async () => {
    const token = await signIn('E5');
    await directory.app.listen(0, '127.0.0.1');
    const url = `http://127.0.0.1:${(directory.app.getHttpServer().address() as AddressInfo).port}`;
    const abort = new AbortController();
    const answer = await fetch(`${url}/v1/desk/stream`, {
      headers: { authorization: `Bearer ${token}` },
      signal: abort.signal,
    });
    let heard = 0;
    const reading = (async () => {
      for await (const chunk of answer.body!) heard += new TextDecoder().decode(chunk).split('event: desk').length - 1;
    })().catch(() => undefined);
    await eventually(
      () => heard,
      (count) => count === 1,
    );
    await tell(task('E5'));
    await eventually(
      () => heard,
      (count) => count === 2,
    );
    await tell(task('E4'));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(heard).toBe(2);
    abort.abort();
    await reading;
  });

  it('asks the services themselves when their news is late, and names who is silent', async () => {
    const token = await signIn('E2');
    const heard = task('E2', { service: 'payroll', title: 'heard' });
    await tell(heard);
    await tell(task('E2', { title: 'done meanwhile' }));
    await eventually(
      () => desk(token),
      ({ counts }) => counts.open === 2,
    );
    direct.push(task('E2', { title: 'from the service' }));
    beats = false;
    // The services are found late one after the other, milliseconds apart.
    const seen = await eventually(
      () => desk(token),
      ({ source, missing }) => source === 'direct' && missing.length === 2,
    );
    expect(seen.items.map((item) => item.title).toSorted()).toEqual(['from the service', 'heard']);
    expect(seen.missing).toEqual(['appraisal', 'payroll']);
    expect(seen.counts.open).toBe(2);
    beats = true;
    await eventually(
      () => desk(token),
      ({ source }) => source === 'feed',
    );
  });
});

describe('notices', () => {
  it('are kept once, told in the reader’s language, and read by their owner', async () => {
    const noticeId = randomUUID();
    const notice = {
      noticeId,
      personId: id('E4'),
      kind: 'paid',
      at: '2026-11-23T10:00:00.000Z',
      subjectKind: 'payout',
      subjectId: 'p1',
      values: { period: '2026-W47', amount: '1200.00', currency: 'CNY' },
    };
    await publish(APPROVAL_EVENTS.notice, notice);
    await publish(APPROVAL_EVENTS.notice, notice);
    const token = await signIn('E4');
    const list = (language: string) =>
      directory.call<{ items: { id: string; text: string }[] }>('GET', '/v1/notices', {
        token,
        headers: { 'accept-language': language },
      });
    const seen = await eventually(
      () => list('zh-CN'),
      ({ body }) => body.items.length > 0,
    );
    expect(seen.body.items).toEqual([
      expect.objectContaining({ id: noticeId, text: '2026-W47 的奖金 ¥1,200.00 已发放', readAt: null }),
    ]);
    expect((await list('en-GB,en;q=0.9,zh;q=0.5')).body.items[0]?.text).toBe(
      'Your bonus for 2026-W47, CN¥1,200.00, has been paid',
    );
    const other = await signIn('E5');
    expect((await directory.call('POST', `/v1/notices/${noticeId}/read`, { token: other })).status).toBe(404);
    expect(await directory.call('POST', `/v1/notices/${noticeId}/read`, { token })).toMatchObject({
      status: 200,
      body: { readAt: expect.any(String) },
    });
  });
});
