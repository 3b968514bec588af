import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flatten, placeholders, type Words } from './same-keys.js';

const source = join(import.meta.dirname, '..');
const areas = readdirSync(join(import.meta.dirname, 'en')).map((file) => file.replace(/\.ts$/, ''));
const read = async (language: string, area: string): Promise<Map<string, string[]>> =>
  flatten(((await import(`./${language}/${area}.ts`)) as { words: Words }).words);

/** All code but the words themselves. */
const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/^words[/\\](en|zh-CN)|\.spec\.ts$|\.d\.ts$/.test(file))
  .map((file) => readFileSync(join(source, file), 'utf8'))
  .join('\n');
const literals = new Set([...code.matchAll(/['"]([\w:-]+(?:\.[\w-]+)*)['"]/g)].map((match) => match[1] ?? ''));
/** What a template begins with: `state.${state}` uses every key below `state.`. */
const heads = [...code.matchAll(/`((?:[\w-]+:)?[\w-]+(?:\.[\w-]+)*\.)\$\{/g)].map((match) => match[1] ?? '');

it('has the same areas in both languages', () => {
  expect(readdirSync(join(import.meta.dirname, 'zh-CN'))).toEqual(readdirSync(join(import.meta.dirname, 'en')));
  expect(areas.length).toBeGreaterThan(2);
});

describe.each(areas)('the words of %s', (area) => {
  it('are complete in Chinese and English, with the same values in them', async () => {
    const [en, zh] = [await read('en', area), await read('zh-CN', area)];
    expect([...zh.keys()].toSorted()).toEqual([...en.keys()].toSorted());
    const named = (words: Map<string, string[]>): [string, string[]][] =>
      [...words]
        .map(([key, texts]): [string, string[]] => [key, placeholders(texts)])
        .toSorted(([a], [b]) => a.localeCompare(b));
    expect(named(zh)).toEqual(named(en));
    expect([...zh, ...en].filter(([, texts]) => texts.some((text) => text.trim() === ''))).toEqual([]);
  });

  it('say Chinese in Chinese', async () => {
    const zh = await read('zh-CN', area);
    const chinese = (texts: string[]): boolean => texts.some((text) => /[\u4e00-\u9fff]/.test(text));
    /** Letters outside of values and marks: signs and bare values are the same in any language. */
    const latin = (texts: string[]): boolean =>
      texts.some((text) => /[A-Za-z]{2}/.test(text.replaceAll(/\{\{.+?\}\}|<.+?>/g, '')));
    expect([...zh].filter(([key, texts]) => latin(texts) && !chinese(texts) && !SAME.has(`${area}:${key}`))).toEqual(
      [],
    );
  });

  it('are all used', async () => {
    const used = (key: string): boolean =>
      [key, `${area}:${key}`].some((name) => literals.has(name) || heads.some((head) => name.startsWith(head)));
    expect([...(await read('en', area)).keys()].filter((key) => !used(key))).toEqual([]);
  });
});

/** Names that are the same in every language. */
const SAME = new Set(['shell:product', 'shell:language.en']);
