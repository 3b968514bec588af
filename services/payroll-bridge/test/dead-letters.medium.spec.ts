import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAYROLL_ANSWERS_QUEUE } from '@goalbeat/contracts/names';
import type { Role } from '@goalbeat/domain/access/roles';
import { NO_TENANT } from '@goalbeat/service-kit/db/removed-tenant';
import { OTHER_TENANT, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { personPrincipal } from '@goalbeat/testing/harness/principals';
import { DeadLetterRepository } from '@goalbeat/service-kit/dead-letter/dead-letter.repository';
import { score } from './company.js';
import { answerOf, INSTALL_KEY, type Payroll, startPayroll } from './payroll-service.js';

/** Two companies of one installation, and letters of each and of nobody. */
describe('dead letters', () => {
  let payroll: Payroll;
  let payoutId: string;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 2);
    await payroll.seed(OTHER_TENANT, 1);
    await payroll.putPlan();
    const runId = await payroll.build(randomUUID(), [score(0, worker(0))]);
    const ref = { tenantId: TENANT, runId };
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    await payroll.confirmAll();
    payoutId = (await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]))[0]?.id ?? '';
  });
  afterAll(() => payroll.close());

  const holder = (role: Role, tenantId: string) => personPrincipal(STAFF.boss, tenantId, [{ role, unitId: null }]);
  const ops = holder('ops', TENANT);
  const stranger = holder('ops', OTHER_TENANT);
  const admin = personPrincipal(STAFF.boss, OTHER_TENANT, [
    { role: 'admin', unitId: null },
    { role: 'ops', unitId: null },
  ]);

  async function keep(tenantId: string, content: unknown, queue: string = PAYROLL_ANSWERS_QUEUE): Promise<string> {
    const body = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
    const id = randomUUID();
    await payroll.uow.write(tenantId, (tx) =>
      payroll.get(DeadLetterRepository).keep(tx, {
        id,
        queue,
        cause: 'failed',
        detail: 'of the spec',
        body,
        bytes: body.length,
        digest: randomUUID(),
      }),
    );
    return id;
  }
  const seen = async (who: typeof ops): Promise<string[]> => {
    const { status, body } = await payroll.ask(who, 'GET', '/v1/dead-letters?limit=200');
    expect(status).toBe(200);
    return (body['items'] as { id: string }[]).map(({ id }) => id);
  };
  const act = (who: typeof ops, id: string, what: 'replay' | 'set-aside') =>
    payroll.ask(who, 'POST', `/v1/dead-letters/${id}/${what}`, what === 'replay' ? undefined : { reason: '测试' });
  const byKey = async (method: 'GET' | 'POST', path: string, key: string | null, payload?: object) => {
    const answer = await payroll.app.inject({
      method,
      url: `/v1/installation/dead-letters${path}`,
      headers: key === null ? {} : { 'x-install-key': key },
      ...(payload === undefined ? {} : { payload }),
    });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  const stray = async (): Promise<string[]> => {
    const { status, body } = await byKey('GET', '?limit=200', INSTALL_KEY);
    expect(status).toBe(200);
    return (body['items'] as { id: string }[]).map(({ id }) => id);
  };
  const stateOf = async (id: string): Promise<string | undefined> =>
    (await payroll.rows<{ state: string }>('SELECT state FROM dead_letter WHERE id = $1', [id]))[0]?.state;
  const payout = async (): Promise<string | undefined> =>
    (await payroll.rows<{ state: string }>('SELECT state FROM payout WHERE id = $1', [payoutId]))[0]?.state;

  it('are a company’s own to see and to settle, also for an administrator who is operations as well', async () => {
    const mine = await keep(TENANT, answerOf(randomUUID(), 'paid'));
    const theirs = await keep(OTHER_TENANT, answerOf(randomUUID(), 'paid', { tenantId: OTHER_TENANT }));
    const nobodys = await keep(NO_TENANT, 'not json');
    expect(await seen(ops)).toEqual([mine]);
    for (const who of [stranger, admin]) expect(await seen(who)).toEqual([theirs]);
    for (const id of [mine, nobodys])
      for (const who of [stranger, admin])
        for (const what of ['replay', 'set-aside'] as const) expect((await act(who, id, what)).status).toBe(404);
    expect(await stateOf(mine)).toBe('open');
    expect(await stateOf(nobodys)).toBe('open');
    expect((await act(stranger, theirs, 'set-aside')).status).toBe(200);
    expect((await payroll.ask('lead', 'GET', '/v1/dead-letters')).status).toBe(403);
  });

  it('never act on another company than the one whose operations judged them', async () => {
    const forged = await keep(OTHER_TENANT, answerOf(payoutId, 'paid'));
    expect((await act(stranger, forged, 'replay')).body).toMatchObject({ code: 'wrong-state' });
    const event = {
      specversion: '1.0',
      id: randomUUID(),
      source: 'goalbeat/goals',
      type: 'goalbeat.goals.cycle.changed.v1',
      time: '2026-11-23T08:00:00.000Z',
      datacontenttype: 'application/json',
      tenantid: TENANT,
      data: {},
    };
    const news = await keep(OTHER_TENANT, event, 'goalbeat.payroll-bridge');
    expect((await act(stranger, news, 'replay')).body).toMatchObject({ code: 'wrong-state' });
    expect(await payout()).toBe('handed-over');
    expect([await stateOf(forged), await stateOf(news)]).toEqual(['open', 'open']);
  });

  it('of nobody are for whoever has the installation’s key, and are given to the company that they name', async () => {
    const id = await keep(NO_TENANT, answerOf(payoutId, 'paid', { text: '张三' }));
    const broken = await keep(NO_TENANT, 'not json');
    const elsewhere = await keep(NO_TENANT, answerOf(payoutId, 'paid', { tenantId: randomUUID() }));
    for (const key of [null, '', `${INSTALL_KEY}x`]) {
      expect((await byKey('GET', '', key)).status).toBe(403);
      expect((await byKey('POST', `/${id}/attribute`, key)).status).toBe(403);
      expect((await byKey('POST', `/${id}/set-aside`, key, { reason: 'x' })).status).toBe(403);
    }
    const shown = await byKey('GET', '?limit=200', INSTALL_KEY);
    expect(await stray()).toEqual(expect.arrayContaining([id, broken, elsewhere]));
    expect(JSON.stringify(shown.body)).not.toContain('张三');
    for (const one of [broken, elsewhere])
      expect((await byKey('POST', `/${one}/attribute`, INSTALL_KEY)).body).toMatchObject({ code: 'wrong-state' });
    const before = await seen(ops);
    for (let times = 0; times < 2; times++) {
      expect(await byKey('POST', `/${id}/attribute`, INSTALL_KEY)).toMatchObject({
        status: 200,
        body: { state: 'attributed', tenantId: TENANT },
      });
    }
    // Nothing was applied by it: the company's operations judge it.
    expect(await payout()).toBe('handed-over');
    const [given, ...more] = (await seen(ops)).filter((one) => !before.includes(one));
    expect(more).toEqual([]);
    expect(await seen(stranger)).not.toContain(given);
    expect(await act(ops, given ?? '', 'replay')).toMatchObject({ status: 200, body: { state: 'replayed' } });
    expect(await act(ops, given ?? '', 'replay')).toMatchObject({ status: 200, body: { state: 'replayed' } });
    expect(await payout()).toBe('paid');
    expect(
      await payroll.rows(
        `SELECT tenant_id, action, actor_id FROM process_log WHERE subject_kind = 'dead-letter' AND subject_id = $1 ORDER BY id`,
        [given],
      ),
    ).toEqual([
      { tenant_id: TENANT, action: 'attributed', actor_id: 'installation' },
      { tenant_id: TENANT, action: 'replayed', actor_id: STAFF.boss },
    ]);
    for (let times = 0; times < 2; times++)
      expect(await byKey('POST', `/${broken}/set-aside`, INSTALL_KEY, { reason: '测试消息' })).toMatchObject({
        status: 200,
        body: { state: 'set-aside', reason: '测试消息' },
      });
    expect((await byKey('POST', `/${id}/set-aside`, INSTALL_KEY, { reason: 'x' })).body).toMatchObject({
      code: 'wrong-state',
    });
    expect((await byKey('POST', `/${randomUUID()}/set-aside`, INSTALL_KEY, { reason: 'x' })).status).toBe(404);
  });
});
