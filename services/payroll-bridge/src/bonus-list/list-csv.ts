import { inLanguage } from '@goalbeat/domain/wording/both-languages';
import type { BonusLineView } from '@goalbeat/contracts/payroll/http';
import type { LineState } from '@goalbeat/domain/bonus-list/lifecycle';
import type { Language } from '@goalbeat/domain/wording/language';
import { bandWord } from '@goalbeat/domain/wording/band-word';
import { stringify } from 'csv-stringify/sync';
import type { z } from 'zod';

type Line = z.infer<typeof BonusLineView>;

const COLUMNS = [
  'number',
  'name',
  'unit',
  'band',
  'score',
  'amount',
  'currency',
  'computed',
  'last',
  'state',
  'reason',
  'heldReason',
] as const;
const HEAD: Record<Language, readonly string[]> = {
  en: [
    'Number',
    'Name',
    'Department',
    'Band',
    'Score',
    'Amount',
    'Currency',
    'Computed',
    'Last time',
    'State',
    'Reason',
    'Held because',
  ],
  'zh-CN': ['工号', '姓名', '部门', '等级', '得分', '金额', '币种', '系统计算', '上期', '状态', '依据', '暂缓原因'],
};
const STATE: Record<LineState, Record<Language, string>> = {
  ready: { en: 'Ready', 'zh-CN': '待发' },
  held: { en: 'Held', 'zh-CN': '暂缓' },
  signed: { en: 'Signed', 'zh-CN': '已签批' },
  paid: { en: 'Paid', 'zh-CN': '已发放' },
  rejected: { en: 'Came back', 'zh-CN': '被退回' },
  reversed: { en: 'Given up', 'zh-CN': '不再发放' },
};

/** So that Excel reads it as UTF-8. */
const BOM = '\u{FEFF}';
/** What a spreadsheet would take for a formula; figures are ours, and one below zero stays one. */
const FORMULA = /^[=+\-@\t\r]/;
const asText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** A row a line, in the order given. */
export function listCsv(lines: readonly Line[], unitNames: ReadonlyMap<string, string>, language: Language): string {
  const rows = lines.map((line): Record<(typeof COLUMNS)[number], string> => ({
    number: asText(line.personNumber),
    name: asText(line.personName),
    unit: asText(unitNames.get(line.unitId) ?? ''),
    band: asText(bandWord(line.band, language)),
    score: line.score,
    amount: line.amount.amount,
    currency: line.amount.currency,
    computed: line.computed.amount,
    last: line.lastAmount?.amount ?? '',
    state: STATE[line.state][language],
    reason: asText(line.reason),
    heldReason: asText(inLanguage(line.heldReason ?? '', language)),
  }));
  const columns = COLUMNS.map((key, at) => ({ key, header: HEAD[language][at] ?? key }));
  return BOM + stringify(rows, { header: true, columns, record_delimiter: '\r\n' });
}
