import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DIRECTORY_EVENTS } from '@goalbeat/contracts/directory/events';
import { OrgCopyConsumer } from '@goalbeat/org-copy/org-copy.consumer';
import { type AskLetters, eventOf, LetterPages, ServiceQueue } from '@goalbeat/testing/harness/dead-letters';
import { eventually } from '@goalbeat/testing/harness/eventually';
import { required } from '@goalbeat/testing/harness/test-environment';
import { OTHER_TENANT, person, TENANT } from './company.js';
import { type Goals, startGoals } from './goals-service.js';

const DEFECT = new Error('a defect of ours');
const INSTALL_KEY = 'installation-key-for-tests';

describe('what goals gave up', () => {
  let goals: Goals;
  let consumer: OrgCopyConsumer;
  let queue: ServiceQueue;
  let letters: LetterPages;

  beforeAll(async () => {
    queue = await ServiceQueue.fresh('goals');
    goals = await startGoals({ RUN: ['http', 'consumers'], AMQP_URL: required('TEST_AMQP_URL'), INSTALL_KEY });
    consumer = goals.app.get(OrgCopyConsumer, { strict: false });
    const ops = (tenantId: string) => ({
      ...goals.principal('boss', tenantId),
      roles: [{ role: 'ops' as const, unitId: null }],
    });
    const ask: AskLetters = (who, method, path, body) => {
      if (who === 'ops') return goals.call(ops(TENANT), method, path, body);
      if (who === 'stranger') return goals.call(ops(OTHER_TENANT), method, path, body);
      return goals.call(ops(TENANT), method, path, body, { 'x-install-key': who.key });
    };
    letters = new LetterPages(ask);
  });
  afterAll(async () => {
    await goals.close();
    await queue.close();
  });

  const ready = async () =>
    (await goals.app.inject({ url: '/health/ready' })).json<{ broker: string }>().broker === 'up';
  const effects = async (id: string): Promise<number> =>
    (await goals.rows('SELECT FROM org_person WHERE tenant_id = $1 AND id = $2', [TENANT, id])).length;
  const logged = async (id: string): Promise<string[]> =>
    (
      await goals.rows<{ action: string }>(
        `SELECT action FROM process_log WHERE subject_kind = 'dead-letter' AND subject_id = $1 ORDER BY id`,
        [id],
      )
    ).map(({ action }) => action);

  it('is kept with its cause for its company alone, and applied once when it is replayed after the defect is mended', async () => {
    const broken = jest.spyOn(consumer, 'handle').mockRejectedValue(DEFECT);
    const eve = person(randomUUID(), `E${randomUUID().slice(0, 8)}`, '赵夏娃');
    const event = eventOf(TENANT, DIRECTORY_EVENTS.person, eve);
    await queue.send(event, ready);
    const letter = await letters.about(event.id);
    expect(letter).toMatchObject({ queue: 'goalbeat.goals', cause: 'failed', state: 'open', reason: null });
    expect(letter.body).not.toContain('赵夏娃');
    expect(broken).toHaveBeenCalledTimes(5);
    expect(await letters.list('stranger')).toEqual([]);
    expect((await letters.replay('stranger', letter.id)).status).toBe(404);
    expect((await letters.setAside('stranger', letter.id, { reason: 'x' })).status).toBe(404);

    expect(await letters.replay('ops', letter.id)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await letters.about(event.id)).toMatchObject({ state: 'open' });
    expect(await effects(eve.personId)).toBe(0);
    broken.mockRestore();
    const handled = jest.spyOn(consumer, 'handle');
    for (let times = 0; times < 2; times++)
      expect(await letters.replay('ops', letter.id)).toMatchObject({ status: 200, body: { state: 'replayed' } });
    expect(handled).toHaveBeenCalledTimes(1);
    handled.mockRestore();
    expect(await effects(eve.personId)).toBe(1);
    expect(await logged(letter.id)).toEqual(['replayed']);
    expect(await letters.setAside('ops', letter.id, { reason: 'x' })).toMatchObject({ status: 409 });
  });

  it('is set aside with a reason alone, and not applied then', async () => {
    const broken = jest.spyOn(consumer, 'handle').mockRejectedValue(DEFECT);
    const eve = person(randomUUID(), `E${randomUUID().slice(0, 8)}`, '赵夏娃');
    const event = eventOf(TENANT, DIRECTORY_EVENTS.person, eve);
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
    expect(await effects(eve.personId)).toBe(0);
    expect(await logged(id)).toEqual(['set-aside']);
  });

  it('is for the installation’s key where it names no company that is here', async () => {
    const before = (await letters.list('ops')).length;
    await queue.send('not json', ready);
    await queue.send(eventOf(randomUUID(), DIRECTORY_EVENTS.person, { name: '张三' }), ready);
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
