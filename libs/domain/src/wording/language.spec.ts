import { bandWord } from './band-word.js';
import { languageOf } from './language.js';

describe('languageOf', () => {
  it.each([
    [undefined, 'zh-CN'],
    ['', 'zh-CN'],
    ['fr, de;q=0.9', 'zh-CN'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['fr, en;q=0.8, zh;q=0.5', 'en'],
    ['zh;q=0.2, en;q=0.7', 'en'],
    ['de,en;q=0.5,zh;q=0.8', 'zh-CN'],
    ['en;q=0, zh', 'zh-CN'],
    ['en;q=0', 'zh-CN'],
    ['en ; q=0.3 , zh ; q=0.4', 'zh-CN'],
  ])('reads %p as %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe('bandWord', () => {
  it('says known bands in the reader’s language and leaves a company’s own alone', () => {
    expect(bandWord('Excellent', 'zh-CN')).toBe('优秀');
    expect(bandWord('excellent', 'en')).toBe('excellent');
    expect(bandWord('S+', 'zh-CN')).toBe('S+');
  });
});
