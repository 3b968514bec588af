import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readResults, type Results } from './read-results.js';

const idOf = (n: number): string => `019364a2-5b1c-7b08-ab6b-cb0b76aa0f${String(n).padStart(2, '0')}`;
const [A, B, C, D] = [idOf(0), idOf(1), idOf(2), idOf(3)];
const HEADER = 'payout_id,outcome,text';

const readText = (text: string): Results =>
  readResults(text, {
    tenantId: '0190a000-0000-7000-8000-000000000001',
    batchId: '019364a2-6000-7000-8000-000000000001',
    payouts: new Map(
      Array.from({ length: 20 }, (_, n) => [idOf(n), { id: idOf(n), currency: 'CNY', amountMinor: '75000' }]),
    ),
    now: '2026-11-23T12:00:00.000Z',
    zone: 'Asia/Shanghai',
  });
const read = (...lines: readonly string[]): Results => readText([HEADER, ...lines].join('\n'));
const told = ({ answers, refused }: Results) => ({
  taken: answers.map(({ line }) => line),
  refused: refused.map(({ line, field }) => `${line} ${field}`),
});

describe('a quotation mark in a result file that does not close', () => {
  it.each([
    ['is never closed', [`${A},paid,`, `${B},paid,"fine`, `${C},paid,`], [2], ['3 text']],
    ['is closed by a later row’s by chance', [`${A},paid,"oops`, `${B},paid,fine"`, `${C},paid,`], [], ['2 text']],
    ['meets another text’s', [`${A},paid,`, `${B},paid,"oops`, `${C},paid,"a, b"`, `${D},paid,`], [2], ['3 text']],
    ['meets an empty text', [`${A},paid,"oops`, `${B},paid,""`, `${C},paid,"x"`], [], ['2 text']],
    ['stands in another column', [`${A},paid,`, `"${B},paid,`, `${C}",paid,`, `${D},paid,`], [2], ['3 payout_id']],
    ['takes the outcome', [`${A},paid,`, `${B},"paid,`, `${C},paid",`, `${D},paid,`], [2], ['3 outcome']],
    ['takes rows whose ids are none', [`${A},paid,"oops`, `nobody,paid,fine"`, `${C},paid,`], [], ['2 text']],
    ['follows a text over two lines', [`${A},paid,"a`, `b"`, `${B},paid,"x`, `${C},paid,y"`], [2], ['4 text']],
  ])('%s: its row is refused, and nothing after it is read', (_what, lines, taken, refused) => {
    expect(told(read(...lines))).toEqual({ taken, refused });
  });

  it('spoils its own row only where it stands within a text, or pairs up on its line', () => {
    const lines = [`${A},paid,5" disk`, `${B},paid,`, `${C},paid,"say "hi" to them"`, `${D},paid,"a ""b"", c"`];
    const results = read(...lines);
    expect(told(results)).toEqual({ taken: [3, 5], refused: ['2 text', '4 text'] });
    expect(results.answers[1]?.answer.text).toBe('a "b", c');
  });

  it('takes no payout that stands once more in what was not read', () => {
    const { taken, refused } = told(read(`${A},paid,`, `${B},paid,`, `${C},paid,"oops`, `${A},paid,no`));
    expect({ taken, refused }).toEqual({ taken: [3], refused: ['2 payout_id', '4 text'] });
  });

  it('is said of the whole file in its first line', () => {
    expect(() => readText(`"payout_id,outcome\n${A},paid\n`)).toThrow(/in line 1/);
  });

  it('leaves a text over several lines as it is, under the line where its row begins', () => {
    const results = read(`${A},paid,"closed,\r\nsee mail"`, '', `${B},perhaps,`);
    expect(results.answers).toMatchObject([{ line: 2, answer: { text: 'closed,\r\nsee mail' } }]);
    expect(told(results).refused).toEqual(['5 outcome']);
  });

  it('names the line of a row that has more columns than the first', () => {
    expect(() => read(`${A},paid,`, '', `${B},paid,a,b`)).toThrow('line 4 has 4 columns, and the first line 3');
  });

  it('wherever it is put: its line is refused, and what is taken is a whole line before or beside it', () => {
    const text = fc.constantFrom('', 'plain', '"quoted"', '"a, b"', '"say ""x"""', '""');
    const file = fc
      .record({
        rows: fc.array(fc.record({ text, outcome: fc.constantFrom('paid', 'accepted', '') }), {
          minLength: 1,
          maxLength: 8,
        }),
        row: fc.nat(),
        at: fc.nat(),
      })
      .map(({ rows, row, at }) => {
        const lines = rows.map((one, n) => `${idOf(n)},${one.outcome},${one.text}`);
        const n = row % lines.length;
        const before = lines[n] ?? '';
        const place = at % (before.length + 1);
        return { lines: lines.with(n, `${before.slice(0, place)}"${before.slice(place)}`), n };
      });
    fc.assert(
      fc.property(file, ({ lines, n }) => {
        const results = read(...lines);
        expect(results.refused.map(({ line }) => line)).toContain(n + 2);
        for (const { line, answer } of results.answers) {
          const [id, outcome] = (lines[line - 2] ?? '').split(',');
          expect([answer.payoutId, answer.outcome]).toEqual([id, outcome]);
          expect((lines[line - 2] ?? '').split('"').length % 2).toBe(1);
        }
        // Rows before it lose nothing.
        const open = lines.slice(0, n).filter((one) => one.split(',')[1] === '').length;
        const taken = results.answers.filter(({ line }) => line < n + 2).length;
        const twice = results.refused.filter(({ line }) => line < n + 2).length;
        expect(taken + open + twice).toBe(n);
        expect(twice).toBe(0);
      }),
    );
  });
});
