import { expect } from '@jest/globals';
import type { Payroll } from './payroll-service.js';

type Who = Parameters<Payroll['ask']>[0];
export interface Change {
  id: string;
  version: number;
  state: string;
}

/** What takes two people of finance, done by two. */
export function twoPeople(service: () => Payroll) {
  const decide = (what: 'confirm' | 'refuse' | 'withdraw', who: Who, { id, version }: Pick<Change, 'id' | 'version'>) =>
    service().ask(who, 'POST', `/v1/hand-over/changes/${id}/${what}`, {
      version,
      ...(what === 'refuse' ? { reason: '不是我们的地址' } : {}),
    });
  /** Of its next version, without anybody's confirmation. */
  const put = async (body: object, who: Who = 'lead') => {
    const { body: now } = await service().ask('lead', 'GET', '/v1/hand-over');
    const version = now['version'] === 0 ? {} : { version: now['version'] };
    return service().ask(who, 'PUT', '/v1/hand-over', { ...body, ...version });
  };
  const goBy = async (body: object): Promise<void> => {
    const asked = await put(body);
    if (asked.status === 202) {
      const confirmed = await decide('confirm', 'reviewer', asked.body as unknown as Change);
      expect(confirmed).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    } else expect(asked).toMatchObject({ status: 200 });
    expect((await service().ask('lead', 'GET', '/v1/hand-over')).body).toMatchObject(body);
  };
  /** Confirmed by the reviewer where there is one already. */
  const newSecret = async (): Promise<string> => {
    const make = () => service().ask('lead', 'POST', '/v1/hand-over/secrets');
    const asked = await make();
    if (asked.status !== 202) return String(asked.body['secret']);
    expect(await decide('confirm', 'reviewer', asked.body as unknown as Change)).toMatchObject({ status: 200 });
    const made = await make();
    expect(made.status).toBe(201);
    return String(made.body['secret']);
  };
  const say = (payoutIds: readonly string[], finding: string, who: Who = 'lead') =>
    service().ask(who, 'POST', '/v1/deliveries/decisions', { payoutIds, finding, reason: '已与薪资核对' });
  /** Asked by the lead, confirmed by the reviewer. */
  const sayByTwo = async (payoutIds: readonly string[], finding: string, who: [Who, Who] = ['lead', 'reviewer']) => {
    const asked = await say(payoutIds, finding, who[0]);
    expect(asked).toMatchObject({ status: 200, body: { decided: 0, asked: payoutIds.length } });
    return decide('confirm', who[1], { id: String(asked.body['changeId']), version: 1 });
  };
  const tasks = (subjectId: string) =>
    service().rows<{ assigneeId: string; state: string }>(
      `SELECT assignee_id AS "assigneeId", state FROM approval_task WHERE subject_kind = 'confirm-hand-over' AND subject_id = $1
       ORDER BY assignee_id`,
      [subjectId],
    );
  return { decide, put, goBy, newSecret, say, sayByTwo, tasks };
}
