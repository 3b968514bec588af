import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
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

/** The messages of all refusals that these folders' sources make, each with where; `{}` for what is filled in. Folders from the root. */
export const refusalsSaidIn = (folders: readonly string[]): Map<string, string> =>
  new Map(
    folders
      .flatMap((folder) => [...sources(join(ROOT, folder))])
      .flatMap((path) => saidIn(path).map((text) => [text, path.slice(ROOT.length)] as const)),
  );
