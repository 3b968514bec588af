import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { IMPORT_PROBLEMS } from './import-problems.js';
import { importProblemInChinese, inReadersWords } from './row-words.js';

const SOURCES = ['csv', 'person', 'unit', 'absence'].flatMap((folder) => {
  const path = fileURLToPath(new URL(`../${folder}/`, import.meta.url));
  return readdirSync(path)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => `${path}${name}`);
});

const textsOf = (node: ts.Node): string[] => {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('')];
  return ts.isConditionalExpression(node) ? [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)] : [];
};

/** What `wrong(column, message)` and `{ column, message }` say in the sources that judge rows. */
function saidOfRows(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'wrong')
      found.push(...node.arguments.slice(-1).flatMap(textsOf));
    if (ts.isPropertyAssignment(node) && node.name.getText(source) === 'message')
      found.push(...textsOf(node.initializer));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const places = (text: string): number => text.split(/\{\d?\}/).length - 1;

describe('what is wrong with a row of an import', () => {
  const said = [...new Set(SOURCES.flatMap(saidOfRows))];

  it('is found in the sources', () => {
    expect(said).toEqual(expect.arrayContaining(['is missing', 'is in row {} already', 'there is no unit {}']));
    expect(said.length).toBeGreaterThan(24);
  });

  it('is said in Chinese too', () => {
    expect(said.filter((text) => IMPORT_PROBLEMS[text] === undefined)).toEqual([]);
  });

  it.each(Object.entries(IMPORT_PROBLEMS))('%s', (en, zh) => {
    expect(zh).toMatch(/[一-鿿]/);
    expect(places(zh)).toBe(places(en));
  });

  it.each([
    ['goes round in a ring: E1 王总 → E3 → E1 王总', '汇报关系成环：E1 王总 → E3 → E1 王总'],
    ['goes round in a ring on 2026-12-01: E1 → E4 → E1', '汇报关系在 2026-12-01 成环：E1 → E4 → E1'],
    ['hr-partner@MOON: there is no unit MOON', 'hr-partner@MOON：没有部门 MOON'],
    ['there is no unit MOON', '没有部门 MOON'],
    [
      'This person is the last administrator who stays: make somebody else one first.',
      '该人员是最后一位在任管理员：请先指定其他管理员。',
    ],
    ['Nobody wrote this.', undefined],
  ])('keeps what is filled in: %s', (en, zh) => {
    expect(importProblemInChinese(en)).toBe(zh);
  });

  it('is told in the reader’s language', () => {
    const row = { row: 7, key: 'E7', verdict: 'wrong' as const, problems: [{ column: 'unit', message: 'is missing' }] };
    expect(inReadersWords([row], 'en')).toEqual([row]);
    expect(inReadersWords([row], 'zh-CN')[0]?.problems).toEqual([{ column: 'unit', message: '未填写' }]);
    // As whoever sends no language reads refusals.
    expect(inReadersWords([row], undefined)[0]?.problems[0]?.message).toBe('未填写');
  });
});
