import { describe, expect, it } from '@jest/globals';
import { Code, Decimal, GivenInstant, LocalDate, LocalTime, Text } from '@goalbeat/contracts/wire';
import { z } from 'zod';
import { inRequest } from '../telemetry/request-context.js';
import { validationPipe } from './validation.pipe.js';

const Condition = z.union([
  z.object({ fact: z.literal('amount'), above: Decimal }).strict(),
  z.object({ fact: z.literal('score'), above: Decimal }).strict(),
  z.object({ fact: z.literal('unit'), in: z.array(Code).min(1) }).strict(),
]);
const Body = z
  .object({
    name: Text,
    period: z.enum(['week', 'month', 'quarter']),
    time: LocalTime.optional(),
    on: LocalDate.optional(),
    at: GivenInstant.optional(),
    count: z.int().min(1).max(60).optional(),
    share: z.number().positive().optional(),
    open: z.boolean().optional(),
    weight: Decimal.optional(),
    who: z
      .object({ units: z.array(Code).min(1).max(2) })
      .strict()
      .optional(),
    due: z
      .union([
        z.object({ workingHours: z.number().positive().max(500) }).strict(),
        z.object({ atStep: z.enum(['issue', 'archive']) }).strict(),
      ])
      .optional(),
    mode: z.union([z.enum(['any', 'all']), z.object({ quorum: z.int().min(1) }).strict()]).optional(),
    when: z.union([Condition, z.array(Condition).min(1).max(8)]).optional(),
    assign: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('manager'), level: z.int() }).strict(),
        z.object({ kind: z.literal('person'), number: Code }).strict(),
      ])
      .optional(),
    password: z.string().max(5).optional(),
  })
  .strict();

const GOOD = { name: 'Week', period: 'week' };

async function refused(body: unknown, language: 'en' | 'zh-CN'): Promise<string[]> {
  const checked = inRequest({ requestId: 'request-1', language }, () =>
    validationPipe().transform(body, { type: 'body', schema: Body } as never),
  );
  try {
    await checked;
  } catch (error) {
    const { details } = error as { details: { errors: { field: string; message: string }[] } };
    return details.errors.map(({ field, message }) => `${field}: ${message}`);
  }
  throw new Error('was taken');
}

const WRONG: [what: string, wrong: object, en: string[], zh: string[]][] = [
  ['nothing', { name: undefined }, ['name: is missing: give a text'], ['name: 缺少：请填写文字']],
  ['a number for a text', { name: 5 }, ['name: is 5: give a text'], ['name: 是5：请填写文字']],
  ['a blank text', { name: ' ' }, ['name: is empty: write something'], ['name: 为空：请填写']],
  [
    'a long text',
    { name: 'x'.repeat(201) },
    ['name: has 201 characters: at most 200'],
    ['name: 有 201 个字符：最多 200 个'],
  ],
  [
    'no choice',
    { period: undefined },
    ['period: is missing: choose week, month or quarter'],
    ['period: 缺少：请选择 week、month、quarter'],
  ],
  [
    'another choice',
    { period: 'weekly' },
    ['period: is "weekly": choose week, month or quarter'],
    ['period: 是“weekly”：请选择 week、month、quarter'],
  ],
  [
    'null',
    { period: null },
    ['period: is null: choose week, month or quarter'],
    ['period: 是null：请选择 week、month、quarter'],
  ],
  [
    'a time of no day',
    { time: '25:00' },
    ['time: is "25:00": give a time like 17:00'],
    ['time: 是“25:00”：请填写形如 17:00 的时间'],
  ],
  [
    'a number for a time',
    { time: 17 },
    ['time: is 17: give a time like 17:00'],
    ['time: 是17：请填写形如 17:00 的时间'],
  ],
  [
    'a day that is none',
    { on: '2026-02-30' },
    ['on: is "2026-02-30": give a day that there is, such as 2026-11-23'],
    ['on: 是“2026-02-30”：请填写真实存在的日期，例如 2026-11-23'],
  ],
  [
    'an instant whose + became a blank',
    { at: '2026-11-23T09:00:00 08:00' },
    [
      'at: is "2026-11-23T09:00:00 08:00": give an instant such as 2026-11-23T01:00:00Z or 2026-11-23T09:00:00+08:00, with + written as %2B in an address',
    ],
    [
      'at: 是“2026-11-23T09:00:00 08:00”：请填写时刻，例如 2026-11-23T01:00:00Z 或 2026-11-23T09:00:00+08:00（网址中的 + 要写成 %2B）',
    ],
  ],
  ['a broken number', { count: 1.5 }, ['count: is 1.5: give a whole number'], ['count: 是1.5：请填写整数']],
  ['too little', { count: 0 }, ['count: is 0: give a number from 1 on'], ['count: 是 0：请填写不小于 1 的数字']],
  ['too much', { count: 61 }, ['count: is 61: give a number up to 60'], ['count: 是 61：请填写不大于 60 的数字']],
  [
    'zero of more than zero',
    { share: 0 },
    ['share: is 0: give a number above 0'],
    ['share: 是 0：请填写大于 0 的数字'],
  ],
  [
    'a word for yes or no',
    { open: 'yes' },
    ['open: is "yes": give true or false'],
    ['open: 是“yes”：请填写true 或 false'],
  ],
  [
    'a number where texts carry numbers',
    { weight: 30 },
    ['weight: is 30: give a decimal number such as "10" or "0.905"'],
    ['weight: 是30：请填写数字文本，例如 "10" 或 "0.905"'],
  ],
  ['a text for an object', { who: 'all' }, ['who: is "all": give { units }'], ['who: 是“all”：请填写{ units }']],
  ['a text for a list', { who: { units: 'A' } }, ['who.units: is "A": give a list'], ['who.units: 是“A”：请填写列表']],
  [
    'an empty list',
    { who: { units: [] } },
    ['who.units: has 0 entries: give at least 1'],
    ['who.units: 有 0 项：至少要 1 项'],
  ],
  [
    'a long list',
    { who: { units: ['A', 'B', 'C'] } },
    ['who.units: has 3 entries: at most 2'],
    ['who.units: 有 3 项：最多 2 项'],
  ],
  [
    'an unknown field',
    { colour: 'red' },
    ['colour: is not a known field; leave it out'],
    ['colour: 不是已知字段：请去掉'],
  ],
  [
    'a field with a slip',
    { who: { unit: ['A'] } },
    ['who.units: is missing: give a list', 'who.unit: is not a known field; is units meant?'],
    ['who.units: 缺少：请填写列表', 'who.unit: 不是已知字段：是否想写 units？'],
  ],
  [
    'an empty union',
    { due: {} },
    ['due: is an object: give { workingHours } or { atStep }'],
    ['due: 是对象：请填写{ workingHours }、{ atStep }'],
  ],
  [
    'a number for a union of objects',
    { due: 5 },
    ['due: is 5: give { workingHours } or { atStep }'],
    ['due: 是5：请填写{ workingHours }、{ atStep }'],
  ],
  [
    'a union’s near branch',
    { due: { workingHours: '8' } },
    ['due.workingHours: is "8": give a number'],
    ['due.workingHours: 是“8”：请填写数字'],
  ],
  [
    'a union’s other branch',
    { due: { atStep: 'isue' } },
    ['due.atStep: is "isue": choose issue or archive'],
    ['due.atStep: 是“isue”：请选择 issue、archive'],
  ],
  [
    'names or an object',
    { mode: 'most' },
    ['mode: is "most": give any, all or { quorum }'],
    ['mode: 是“most”：请填写any、all、{ quorum }'],
  ],
  [
    'a number for names or an object',
    { mode: 2 },
    ['mode: is 2: give any, all or { quorum }'],
    ['mode: 是2：请填写any、all、{ quorum }'],
  ],
  [
    'a condition of no kind',
    { when: { fact: 'colour' } },
    ['when.fact: is "colour": choose amount, score or unit'],
    ['when.fact: 是“colour”：请选择 amount、score、unit'],
  ],
  [
    'a condition’s number',
    { when: { fact: 'amount', above: 500 } },
    ['when.above: is 500: give a decimal number such as "10" or "0.905"'],
    ['when.above: 是500：请填写数字文本，例如 "10" 或 "0.905"'],
  ],
  [
    'a condition of a list',
    { when: [{ fact: 'unit', in: [] }] },
    ['when.0.in: has 0 entries: give at least 1'],
    ['when.0.in: 有 0 项：至少要 1 项'],
  ],
  [
    'a kind that is none',
    { assign: { kind: 'boss' } },
    ['assign.kind: is "boss": choose manager or person'],
    ['assign.kind: 是“boss”：请选择 manager、person'],
  ],
  [
    'a kind’s member',
    { assign: { kind: 'person' } },
    ['assign.number: is missing: give letters, digits, - and _, at most 64'],
    ['assign.number: 缺少：请填写字母、数字、- 和 _，最多 64 个'],
  ],
  ['a secret', { password: ['hunter2'] }, ['password: is a list: give a text'], ['password: 是列表：请填写文字']],
];

describe('what a schema says of a wrong body', () => {
  it.each(WRONG)('%s', async (_what, wrong, en, zh) => {
    expect(await refused({ ...GOOD, ...wrong }, 'en')).toEqual(en);
    expect(await refused({ ...GOOD, ...wrong }, 'zh-CN')).toEqual(zh);
  });

  it('takes an instant with any offset and goes on with UTC', async () => {
    const taken = (at: string) => validationPipe().transform({ ...GOOD, at }, { type: 'body', schema: Body } as never);
    expect(await taken('2026-11-23T09:00:00+08:00')).toMatchObject({ at: '2026-11-23T01:00:00.000Z' });
    expect(await taken('2026-11-23T09:00:00.5-05:30')).toMatchObject({ at: '2026-11-23T14:30:00.500Z' });
    expect(await taken('2026-11-23T09:00:00Z')).toMatchObject({ at: '2026-11-23T09:00:00.000Z' });
    await expect(taken('2026-11-23T09:00:00')).rejects.toMatchObject({ field: 'at' });
    await expect(taken('2026-11-23T09:00:00+99:00')).rejects.toMatchObject({ field: 'at' });
  });

  it('does not repeat a secret', async () => {
    expect(await refused({ ...GOOD, password: 'hunter2hunter2' }, 'en')).toEqual([
      'password: has 14 characters: at most 5',
    ]);
    const Secret = z.object({ token: z.enum(['x']) });
    const wrong = validationPipe().transform({ token: 'hunter2' }, { type: 'body', schema: Secret } as never);
    await expect(wrong).rejects.not.toMatchObject({ message: expect.stringContaining('hunter2') });
  });

  it('names a body that is none', async () => {
    expect(await refused([], 'en')).toEqual([
      ': is a list: give { name, period, time, on, at, count, share, open, … }',
    ]);
  });
});
