import { describe, expect, it } from '@jest/globals';
import { bothLanguages, documentInLanguage, inLanguage, isInBothLanguages } from './both-languages.js';

const stopped = `${bothLanguages('发放已停止', 'payouts are stopped')}：a / b "c"`;
const list = `2026-W47 ${bothLanguages('补发清单', 'off-cycle list')} CNY · ${bothLanguages('审批人', 'signers')} 12.00`;

describe('a text in both languages', () => {
  it('is read in one, with what belongs to both', () => {
    expect(inLanguage(stopped, 'zh-CN')).toBe('发放已停止：a / b "c"');
    expect(inLanguage(stopped, 'en')).toBe('payouts are stopped：a / b "c"');
    expect(inLanguage(list, 'zh-CN')).toBe('2026-W47 补发清单 CNY · 审批人 12.00');
    expect(inLanguage(list, 'en')).toBe('2026-W47 off-cycle list CNY · signers 12.00');
    expect(inLanguage(list, null)).toBe('2026-W47 补发清单 / off-cycle list CNY · 审批人 / signers 12.00');
    expect(inLanguage('张三 / Zhang', 'en')).toBe('张三 / Zhang');
  });

  it('that was cut off ends where it was cut', () => {
    expect(inLanguage(stopped.slice(0, 12), 'en')).toBe('payou'.slice(0, 3));
    expect(inLanguage(stopped.slice(0, 4), 'en')).toBe('发放已');
  });

  it('is found in a document, and nothing beyond its string or cell is touched', () => {
    const cut = bothLanguages('他说"好"', 'he said "well"\\').slice(0, -1);
    const tasks = { items: [{ title: stopped }, { title: cut, next: '甲 / a' }], name: list };
    const read = (language: 'en' | 'zh-CN') => JSON.parse(documentInLanguage(JSON.stringify(tasks), language, true));
    expect(read('en')).toEqual({
      items: [{ title: 'payouts are stopped：a / b "c"' }, { title: 'he said "well"\\', next: '甲 / a' }],
      name: '2026-W47 off-cycle list CNY · signers 12.00',
    });
    expect(read('zh-CN').items[1]).toEqual({ title: '他说"好"', next: '甲 / a' });
    const table = `"${list}",1\n"${cut.replaceAll('"', "'")}",2\n`;
    expect(documentInLanguage(table, 'en', false)).toBe(
      '"2026-W47 off-cycle list CNY · signers 12.00",1\n"he said \'well\'\\",2\n',
    );
    expect(isInBothLanguages(documentInLanguage(table, null, false))).toBe(false);
  });
});
