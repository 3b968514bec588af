import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { refusalInChinese, REFUSALS } from './refusal-words.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const SAID_IN = ['services/payroll-bridge/src', 'libs/approvals/src', 'libs/domain/src/money', 'libs/domain/src/pay'];
/** By what a refusal is made: the message is this argument. */
const MADE_BY: Readonly<Record<string, number>> = { DomainError: 1, Refused: 1, wrong: 1, invalid: 0 };

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (path.endsWith('.ts') && !path.endsWith('.spec.ts')) yield path;
  }
}

/** The texts that an argument may be, with `{}` for what is filled in; none where it hands on what another place says. */
function textsOf(node: ts.Node | undefined, consts: ReadonlyMap<string, ts.Expression>): string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('')];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue, consts), ...textsOf(node.whenFalse, consts)];
  if (ts.isIdentifier(node)) return textsOf(consts.get(node.text), consts);
  if (ts.isBinaryExpression(node)) return textsOf(node.right, consts);
  return [];
}

function saidIn(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const consts = new Map<string, ts.Expression>();
  const found: string[] = [];
  const visit = (node: ts.Node, each: (node: ts.Node) => void): void => {
    each(node);
    ts.forEachChild(node, (child) => visit(child, each));
  };
  visit(source, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined)
      consts.set(node.name.text, node.initializer);
  });
  visit(source, (node) => {
    if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return;
    const at = MADE_BY[node.expression.getText(source)];
    if (at !== undefined) found.push(...textsOf(node.arguments?.[at], consts));
  });
  return found;
}

const said = new Map(
  SAID_IN.flatMap((folder) => [...sources(join(ROOT, folder))]).flatMap((path) =>
    saidIn(path).map((text) => [text, path.slice(ROOT.length)] as const),
  ),
);
const places = (text: string): number => text.split(/\{\d?\}/).length - 1;

describe('what payroll-bridge refuses', () => {
  it('is found in the sources', () => {
    expect(said.size).toBeGreaterThan(120);
    expect(said.get('This line goes on in another list already.')).toContain('release-held');
    expect(said.has('A part is above 0 and at most {} {}.')).toBe(true);
  });

  it('is said in Chinese too: each message of the sources is in the catalogue', () => {
    const missing = [...said].filter(([text]) => REFUSALS[text] === undefined);
    expect(missing).toEqual([]);
  });

  it.each(Object.entries(REFUSALS))('%s', (en, zh) => {
    expect(zh).toMatch(/[一-鿿]/);
    expect(en).not.toMatch(/[一-鿿]/);
    expect(places(zh)).toBe(places(en));
  });

  it('keeps what is filled in, also where the order is another, and translates what is a refusal itself', () => {
    expect(refusalInChinese('A part is above 0 and at most 350.00 CNY.')).toBe(
      '部分发放的金额须大于 0，且不超过 350.00 CNY。',
    );
    expect(refusalInChinese('signed of 4711 was posted with another amount.')).toBe(
      '4711 的 signed 已以另一金额入账。',
    );
    expect(
      refusalInChinese(
        '2 rows are wrong, the first in line 3: The amount was changed. Nothing was taken. Mend them, or send mode=good-rows.',
      ),
    ).toBe('有 2 行错误，第一处在第 3 行：金额被改动。 没有导入任何数据。请修正，或使用 mode=good-rows。');
    expect(refusalInChinese('It was handed to HR already, since nobody had decided in time.')).toBe(
      '此事项已经移交人力资源（因到期无人审批）。',
    );
    expect(refusalInChinese('There is no pay plan a.b+c yet.')).toBe('还没有奖金方案 a.b+c。');
    expect(refusalInChinese('Nobody wrote this.')).toBeUndefined();
    expect(refusalInChinese('constructor')).toBeUndefined();
  });
});
