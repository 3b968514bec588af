import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { inLanguage } from '@goalbeat/domain/wording/both-languages';
import ts from 'typescript';
import { listTitle } from '../bonus-list/draft-lists.js';

const SOURCES = join(import.meta.dirname, '..');
const CHINESE = /[一-鿿]/;

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (path.endsWith('.ts') && !path.endsWith('.spec.ts')) yield path;
  }
}

const isText = (node: ts.Node): boolean =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);

/** Chinese that is in a title and in no call of `bothLanguages`. */
function chineseAlone(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node, inTitle: boolean): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'bothLanguages') return;
    const title = inTitle || (ts.isPropertyAssignment(node) && node.name.getText(source) === 'title');
    if (title && isText(node) && CHINESE.test(node.getText(source))) found.push(node.getText(source));
    ts.forEachChild(node, (child) => visit(child, title));
  };
  visit(source, false);
  return found;
}

describe('the titles of tasks', () => {
  it('say in both languages what is to be done', () => {
    const all = [...sources(SOURCES)];
    expect(all.length).toBeGreaterThan(100);
    expect(all.flatMap((path) => chineseAlone(path).map((text) => [path.slice(SOURCES.length), text]))).toEqual([]);
  });

  it('name a list in both', () => {
    const list = { period: '2026-W47', currency: 'CNY' };
    expect(inLanguage(listTitle({ ...list, kind: 'cycle' }, 'main'), null)).toBe('2026-W47 奖金清单 / bonus list CNY');
    expect(inLanguage(listTitle({ ...list, kind: 'off-cycle' }, 'signers'), null)).toBe(
      '2026-W47 补发清单 / off-cycle list CNY · 审批人 / signers',
    );
  });
});
