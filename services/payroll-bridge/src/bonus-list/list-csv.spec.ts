import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { listCsv } from './list-csv.js';

const line = (over: Partial<Parameters<typeof listCsv>[0][number]>): Parameters<typeof listCsv>[0][number] => ({
  id: '0199a000-0000-7000-8000-000000000001',
  listId: '0199a000-0000-7000-8000-000000000002',
  personId: '0199a000-0000-7000-8000-000000000003',
  personNumber: 'S1',
  personName: '林小美',
  unitId: 'u',
  amount: { amount: '750.00', currency: 'CNY' },
  computed: { amount: '800.00', currency: 'CNY' },
  lastAmount: null,
  band: 'excellent',
  score: '104.00',
  reason: '2026-W47 得分 104.00，"优秀"',
  explain: [],
  words: [],
  state: 'held',
  heldReason: null,
  stillHeld: null,
  cause: 'signed',
  claimId: '0199a000-0000-7000-8000-000000000001',
  version: 1,
  ...over,
});
const read = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true });

describe('a bonus list for spreadsheets', () => {
  it('has each line in the words of the reader', () => {
    const csv = listCsv([line({})], new Map([['u', '销售部']]), 'zh-CN');
    expect(csv.startsWith('\u{FEFF}工号,姓名')).toBe(true);
    expect(read(csv)).toEqual([
      {
        工号: 'S1',
        姓名: '林小美',
        部门: '销售部',
        等级: '优秀',
        得分: '104.00',
        金额: '750.00',
        币种: 'CNY',
        系统计算: '800.00',
        上期: '',
        状态: '暂缓',
        依据: '2026-W47 得分 104.00，"优秀"',
        暂缓原因: '',
      },
    ]);
    expect(read(listCsv([line({ state: 'paid' })], new Map(), 'en'))[0]).toMatchObject({
      State: 'Paid',
      Band: 'excellent',
    });
  });

  it.each(['=1+1', '+49', '-2', '@SUM(A1)', '\tx', '\r=1'])('lets no spreadsheet reckon %j', (text) => {
    const [row] = read(
      listCsv([line({ personName: text, heldReason: text, reason: text, personNumber: text })], new Map(), 'en'),
    );
    expect([row?.['Name'], row?.['Held because'], row?.['Reason'], row?.['Number']]).toEqual(Array(4).fill(`'${text}`));
  });
});
