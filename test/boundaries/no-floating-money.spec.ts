import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../..');
const DOMAIN = ['money', 'exact', 'pay', 'ledger'].map((folder) => `libs/domain/src/${folder}`);
const PAYROLL = [
  'bonus-list',
  'corrected-pay',
  'ledger',
  'pay-plan',
  'payout',
  'payout-run',
  'reconciliation',
  'wording',
].map((folder) => `services/payroll-bridge/src/${folder}`);

/** Reckoning with numbers that are no amounts: why, and where. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'length of a text or position in it': [
    'libs/domain/src/exact/ratio.ts: digits + 1',
    'libs/domain/src/exact/ratio.ts: -digits',
    'libs/domain/src/money/minor-units.ts: exponent + 1',
    'libs/domain/src/money/minor-units.ts: -exponent',
  ],
  'halves a list': ['libs/domain/src/exact/mean-ratio.ts: list.length >> 1'],
  'rows a statement': [
    'services/payroll-bridge/src/bonus-list/bonus-line.repository.ts: from += AT_ONCE',
    'services/payroll-bridge/src/bonus-list/bonus-line.repository.ts: from + AT_ONCE',
    'services/payroll-bridge/src/ledger/ledger.repository.ts: from += AT_ONCE',
    'services/payroll-bridge/src/ledger/ledger.repository.ts: from + AT_ONCE',
    'services/payroll-bridge/src/payout-run/pay-run.ts: atMost + 1',
    'services/payroll-bridge/src/ledger/ledger.repository.ts: 2 * portion.length',
  ],
  'one row more than a page': [
    'services/payroll-bridge/src/bonus-list/bonus-line.repository.ts: filter.limit + 1',
    'services/payroll-bridge/src/bonus-list/bonus-list.repository.ts: filter.limit + 1',
    'services/payroll-bridge/src/ledger/ledger.repository.ts: limit + 1',
    'services/payroll-bridge/src/pay-plan/pay-plan.repository.ts: limit + 1',
    'services/payroll-bridge/src/bonus-list/list-rounds.repository.ts: of.limit + 1',
    'services/payroll-bridge/src/payout/held-pay.service.ts: query.limit + 1',
    'services/payroll-bridge/src/payout/given-up.repository.ts: limit + 1',
    'services/payroll-bridge/src/corrected-pay/corrected-pay.repository.ts: limit + 1',
    'services/payroll-bridge/src/bonus-list/held-lines.service.ts: query.limit + 1',
    'services/payroll-bridge/src/payout/unknown-answer.repository.ts: limit + 1',
    'services/payroll-bridge/src/payout/payout.repository.ts: filter.limit + 1',
    'services/payroll-bridge/src/payout-run/payout-run.repository.ts: filter.limit + 1',
    'services/payroll-bridge/src/reconciliation/reconciliation-results.ts: filter.limit + 1',
  ],
  'counts lines, payouts, batches, rounds or versions': [
    'services/payroll-bridge/src/bonus-list/build-bonus-lists.ts: lines += (await this.runs.counts(tx, run.id)).lines',
    'services/payroll-bridge/src/bonus-list/submit-bonus-list.ts: list.round + 1',
    'services/payroll-bridge/src/payout/answer-effects.ts: mine.length - paid',
    'services/payroll-bridge/src/payout/batch-closer.ts: left += 1',
    'services/payroll-bridge/src/payout-run/lost-payouts.ts: restarted += 1',
    'services/payroll-bridge/src/payout/take-answers.ts: payout.version + 1',
    'services/payroll-bridge/src/payout-run/run-compensation.ts: run.unanswered + run.paid + run.rejected',
    'services/payroll-bridge/src/payout-run/run-compensation.ts: run.unanswered + run.paid',
    'services/payroll-bridge/src/bonus-list/compare-drafts.ts: noRate += 1',
    'services/payroll-bridge/src/bonus-list/compare-drafts.ts: otherCurrency += 1',
    'services/payroll-bridge/src/payout-run/pay-run.ts: lines.length - held.length',
    'services/payroll-bridge/src/reconciliation/compare-books.ts: (lines[0]?.all ?? 0) + differences.length - lines.length',
    'services/payroll-bridge/src/reconciliation/compare-books.ts: (lines[0]?.all ?? 0) + differences.length',
    'services/payroll-bridge/src/reconciliation/reconciliation.worker.ts: this.#looks++ % NIGHTS_EVERY_LOOKS',
    'services/payroll-bridge/src/reconciliation/reconciliation.worker.ts: this.#looks++',
    'services/payroll-bridge/src/reconciliation/reconciliation.worker.ts: made += await this.uow.write(tenantId, (tx) => this.#afterBatch(tx, runId))',
    'services/payroll-bridge/src/reconciliation/reconciliation.worker.ts: made += 1',
  ],
  'decimals of an asset': ['libs/domain/src/money/asset.ts: ASSET_DECIMALS - exponentOf(code)'],
  'a digit of an id': ['services/payroll-bridge/src/payout/payout-id.ts: Number.parseInt'],
  milliseconds: [
    'services/payroll-bridge/src/payout/query-at.ts: 24 * 3_600_000',
    'services/payroll-bridge/src/payout/query-at.ts: instantMs(from) + Math.max(SILENCE_MS, LEAST_REAL_MS * clock.rate)',
    'services/payroll-bridge/src/payout/query-at.ts: Math.max',
    'services/payroll-bridge/src/payout/query-at.ts: LEAST_REAL_MS * clock.rate',
  ],
};
const allowed = Object.values(ALLOWED).flat();

const FORBIDDEN_NAMES = new Set(['parseFloat', 'parseInt', 'toFixed', 'toPrecision', 'Math']);
const ARITHMETIC = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.LessThanLessThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken,
  ts.SyntaxKind.PlusEqualsToken,
  ts.SyntaxKind.MinusEqualsToken,
  ts.SyntaxKind.AsteriskEqualsToken,
  ts.SyntaxKind.SlashEqualsToken,
  ts.SyntaxKind.PercentEqualsToken,
]);

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => join(root, folder, name));
}

function programOf(files: readonly string[], host?: ts.CompilerHost): ts.Program {
  const read = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path)).config as {
    compilerOptions: object;
  };
  const { options } = ts.convertCompilerOptionsFromJson(read.compilerOptions, root);
  return ts.createProgram([...files], { ...options, noEmit: true }, host);
}

/** Every expression in these files that reckons with numbers, or makes one out of a text. */
function numberArithmetic(program: ts.Program, files: readonly string[]): string[] {
  const checker = program.getTypeChecker();
  const found: string[] = [];
  const isNumber = (node: ts.Node): boolean =>
    (checker.getTypeAtLocation(node).flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.Any)) !== 0;
  for (const file of files) {
    const source = program.getSourceFile(file);
    if (source === undefined) throw new Error(`${file} is not in the program`);
    const tell = (node: ts.Node): void => {
      found.push(`${relative(root, file)}: ${node.getText(source).replaceAll(/\s+/g, ' ')}`);
    };
    const visit = (node: ts.Node): void => {
      if (ts.isBinaryExpression(node) && ARITHMETIC.has(node.operatorToken.kind)) {
        if (isNumber(node.left) || isNumber(node.right)) tell(node);
      } else if (ts.isPrefixUnaryExpression(node) && node.operator !== ts.SyntaxKind.ExclamationToken) {
        // -1 is what a comparison answers.
        const literal = ts.isNumericLiteral(node.operand) && node.operator === ts.SyntaxKind.MinusToken;
        if (!literal && (isNumber(node.operand) || node.operator === ts.SyntaxKind.PlusToken)) tell(node);
      } else if (ts.isPostfixUnaryExpression(node) && isNumber(node.operand)) {
        tell(node);
      } else if (ts.isNumericLiteral(node) && /[.eE]/.test(node.getText(source))) {
        tell(node);
      } else if (ts.isIdentifier(node) && FORBIDDEN_NAMES.has(node.text)) {
        tell(node.parent);
      } else if (ts.isCallExpression(node) && node.expression.getText(source) === 'Number') {
        tell(node);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

describe('money is never reckoned with floating numbers', () => {
  const files = [...DOMAIN, ...PAYROLL].flatMap(sources);
  const found = numberArithmetic(programOf(files), files);

  it('looks at what it should', () => {
    expect(files.length).toBeGreaterThan(60);
    expect(files.some((file) => file.endsWith('money/split.ts'))).toBe(true);
  });

  it('finds nothing but what is no amount', () => {
    expect(found.filter((one) => !allowed.includes(one))).toEqual([]);
  });

  it('allows nothing that is not there any more', () => {
    for (const one of allowed) expect(found).toContain(one);
  });

  it('would find each way to do it', () => {
    const file = join(root, 'libs/domain/src/money/fixture.ts');
    const text = `export function f(a: number, b: bigint, c: string, d: any) {
      let n = a * 2; n += a; n++; -a; +c; Number(c); parseFloat(c); a.toFixed(2); Math.round(a); d / 2;
      return [n, 1.5, 1e3, b * 2n, -b];
    }`;
    const real = ts.createCompilerHost({});
    const host = { ...real };
    host.getSourceFile = (name, ...more) =>
      name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true) : real.getSourceFile(name, ...more);
    host.fileExists = (name) => name === file || real.fileExists(name);
    const caught = numberArithmetic(programOf([file], host), [file]).map((one) => one.split(': ')[1]);
    expect(caught).toEqual([
      'a * 2',
      'n += a',
      'n++',
      '-a',
      '+c',
      'Number(c)',
      'parseFloat(c)',
      'a.toFixed',
      'Math.round',
      'd / 2',
      '1.5',
      '1e3',
    ]);
  });
});
