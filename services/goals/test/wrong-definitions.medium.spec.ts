import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { week } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { WRONG_CHAINS } from './wrong-chains.js';
import { WRONG_DEFINITIONS } from './wrong-definitions.js';

const WRONG = [...WRONG_DEFINITIONS, ...WRONG_CHAINS];

interface ProblemBody {
  code: string;
  field?: string;
  detail?: string;
  errors?: { field: string; message: string }[];
}

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

const put = (data: unknown, language: string) =>
  goals.call<ProblemBody>('hr', 'PUT', '/v1/cycle-definitions/wrong', { data }, { 'accept-language': language });

describe('a wrong definition', () => {
  it('is one change away from a right one', async () => {
    expect((await put(week, 'en')).status).toBe(200);
    await goals.rows(`DELETE FROM cycle_definition WHERE code = 'wrong'`);
  });

  it.each(WRONG.map((one) => [one.what, one] as const))('%s: names the field and says what to do', async (_, one) => {
    const { status, body } = await put(one.data, 'en');
    expect({ status, field: body.field }).toEqual({ status: one.status, field: one.field });
    const error = body.errors?.find(({ field }) => field === one.field);
    expect(error?.message).toMatch(one.en);
    expect(body.detail).toContain(error?.message);
    const chinese = await put(one.data, 'zh-CN');
    expect(chinese.body.detail).toMatch(one.zh ?? /./);
  });

  it.each(WRONG.map((one) => [one.what, one] as const))(
    '%s: is told while it is written',
    async (_, { data, field }) => {
      const { status, body } = await goals.call<ProblemBody & { problems?: { field: string }[] }>(
        'hr',
        'POST',
        '/v1/cycle-definitions/preview',
        { from: '2026-11-16', count: 2, data },
      );
      expect([200, 400]).toContain(status);
      expect([...(body.problems ?? []), ...(body.errors ?? [])].map((one) => one.field)).toContain(field);
    },
  );

  it('writes nothing', async () => {
    expect(await goals.rows(`SELECT 1 FROM cycle_definition WHERE code = 'wrong'`)).toEqual([]);
  });

  it('that covers nobody does not start', async () => {
    const draft = await goals.call<{ id: string }>('hr', 'PUT', '/v1/cycle-definitions/nobody', {
      data: { ...week, who: { units: ['design'], jobFamilies: ['sales'] } },
    });
    const answer = await goals.call<ProblemBody>(
      'hr',
      'POST',
      `/v1/cycle-definitions/${draft.body.id}/activate`,
      { version: 1 },
      { 'accept-language': 'en' },
    );
    expect(answer).toMatchObject({ status: 400, body: { field: 'data.who' } });
    expect(answer.body.detail).toMatch(/covers nobody: widen/);
  });
});
