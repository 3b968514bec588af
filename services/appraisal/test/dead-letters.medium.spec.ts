import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { GOALS_EVENTS } from '@goalbeat/contracts/goals/events';
import { type AskLetters, eventOf, LetterPages, ServiceQueue } from '@goalbeat/testing/harness/dead-letters';
import { eventually } from '@goalbeat/testing/harness/eventually';
import { OTHER_TENANT, STAFF, TENANT } from '@goalbeat/testing/harness/company';
import { personPrincipal } from '@goalbeat/testing/harness/principals';
import { CycleFactConsumer } from '../src/cycle-fact/cycle-fact.consumer.js';
import { type Appraisal, INSTALL_KEY, startAppraisal } from './appraisal-service.js';
import { cycleEvent } from './results.js';

const DEFECT = new Error('a defect of ours');

describe('what appraisal gave up', () => {
  let appraisal: Appraisal;
  let consumer: CycleFactConsumer;
  let queue: ServiceQueue;
  let letters: LetterPages;

  beforeAll(async () => {
    queue = await ServiceQueue.fresh('appraisal');
    appraisal = await startAppraisal(1, ['http', 'consumers']);
    consumer = appraisal.get(CycleFactConsumer);
    const ops = (tenantId: string) => personPrincipal(STAFF.boss, tenantId, [{ role: 'ops', unitId: null }]);
    const ask: AskLetters = async (who, method, path, body) => {
      if (who === 'ops') return appraisal.ask(ops(TENANT), method, path, body);
      if (who === 'stranger') return appraisal.ask(ops(OTHER_TENANT), method, path, body);
      const answer = await appraisal.app.inject({ method, url: path, headers: { 'x-install-key': who.key } });
      return { status: answer.statusCode, body: answer.json() };
    };
    letters = new LetterPages(ask);
  });
  afterAll(async () => {
    await appraisal.close();
    await queue.close();
  });

  const ready = async () =>
    (await appraisal.app.inject({ url: '/health/ready' })).json<{ broker: string }>().broker === 'up';
  const effects = async (id: string): Promise<number> =>
    (await appraisal.rows('SELECT FROM cycle_fact WHERE tenant_id = $1 AND cycle_id = $2', [TENANT, id])).length;
  const logged = async (id: string): Promise<string[]> =>
    (
      await appraisal.rows<{ action: string }>(
        `SELECT action FROM process_log WHERE subject_kind = 'dead-letter' AND subject_id = $1 ORDER BY id`,
        [id],
      )
    ).map(({ action }) => action);

  it('is kept with its cause for its company alone, and applied once when it is replayed after the defect is mended', async () => {
    const broken = jest.spyOn(consumer, 'handle').mockRejectedValue(DEFECT);
    const cycleId = randomUUID();
    const event = eventOf(TENANT, GOALS_EVENTS.cycle, cycleEvent(cycleId));
    await queue.send(event, ready);
    const letter = await letters.about(event.id);
    expect(letter).toMatchObject({ queue: 'goalbeat.appraisal', cause: 'failed', state: 'open', reason: null });
    expect(letter.body).not.toContain('周考核');
    expect(broken).toHaveBeenCalledTimes(5);
    expect(await letters.list('stranger')).toEqual([]);
    expect((await letters.replay('stranger', letter.id)).status).toBe(404);
    expect((await letters.setAside('stranger', letter.id, { reason: 'x' })).status).toBe(404);

    expect(await letters.replay('ops', letter.id)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await letters.about(event.id)).toMatchObject({ state: 'open' });
    expect(await effects(cycleId)).toBe(0);
    broken.mockRestore();
    const handled = jest.spyOn(consumer, 'handle');
    for (let times = 0; times < 2; times++)
      expect(await letters.replay('ops', letter.id)).toMatchObject({ status: 200, body: { state: 'replayed' } });
    expect(handled).toHaveBeenCalledTimes(1);
    handled.mockRestore();
    expect(await effects(cycleId)).toBe(1);
    expect(await logged(letter.id)).toEqual(['replayed']);
    expect(await letters.setAside('ops', letter.id, { reason: 'x' })).toMatchObject({ status: 409 });
  });

  it('is set aside with a reason alone, and not applied then', async () => {
    const broken = jest.spyOn(consumer, 'handle').mockRejectedValue(DEFECT);
    const cycleId = randomUUID();
    const event = eventOf(TENANT, GOALS_EVENTS.cycle, cycleEvent(cycleId));
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
    expect(await effects(cycleId)).toBe(0);
    expect(await logged(id)).toEqual(['set-aside']);
  });

  it('is kept whole, also when it is long, so that it can be replayed', async () => {
    const broken = jest.spyOn(consumer, 'handle').mockRejectedValue(DEFECT);
    const cycleId = randomUUID();
    const event = eventOf(TENANT, GOALS_EVENTS.cycle, { ...cycleEvent(cycleId), long: '长'.repeat(400_000) });
    await queue.send(event, ready);
    const { id } = await letters.about(event.id);
    broken.mockRestore();
    expect(await letters.replay('ops', id)).toMatchObject({ status: 200, body: { state: 'replayed' } });
    expect(await effects(cycleId)).toBe(1);
  });

  it('is kept also when it holds what no text of the database can, and holds up nothing behind it', async () => {
    const unfit = randomUUID();
    await queue.send({ ...eventOf(TENANT, GOALS_EVENTS.cycle, cycleEvent(randomUUID())), id: `\u0000${unfit}` }, ready);
    const letter = await letters.about(unfit);
    expect(letter).toMatchObject({ cause: 'failed', state: 'open' });
    expect(await letters.replay('ops', letter.id)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });

  it('is for the installation’s key where it names no company that is here', async () => {
    const before = (await letters.list('ops')).length;
    await queue.send('not json', ready);
    await queue.send(eventOf(randomUUID(), GOALS_EVENTS.cycle, { name: '张三' }), ready);
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
