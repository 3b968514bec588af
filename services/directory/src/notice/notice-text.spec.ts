import { describe, expect, it } from '@jest/globals';
import { languageOf, noticeText } from './notice-text.js';

describe('the text of a notice', () => {
  it('leaves out what there is no value for', () => {
    expect(noticeText('reminder', { title: '赵一' }, 'zh-CN')).toBe('催办：请处理「赵一」');
    expect(noticeText('reminder', { title: '赵一', due: '17:00' }, 'zh-CN')).toBe('催办：请处理「赵一」（截止 17:00）');
    expect(noticeText('returned', { title: 'Ann' }, 'en')).toBe('“Ann” was returned');
  });

  it('of a kind that is not known still says what it is about', () => {
    expect(noticeText('something-new', { title: 'Ann' }, 'en')).toBe('A notice for you: Ann');
  });

  it.each([
    [undefined, 'zh-CN'],
    ['en-GB,en;q=0.9', 'en'],
    ['de,en;q=0.5,zh;q=0.8', 'zh-CN'],
    ['fr', 'zh-CN'],
  ])('is in the language of %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
