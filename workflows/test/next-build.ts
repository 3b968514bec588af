import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const CODE = ['approval', 'cycle', 'open-cycle', 'payout', 'index.js'];
const FILES = ['delay.js', 'or-operator.js', 'policies.js', 'say.js', 'stage.js', 'wait.js'];
/** Where a step is about to be run. */
const PLACE = 'async function run(entry, ref) {';

/**
 * The next version of the workflows: each step of a cycle waits a moment first, which changes the order of commands. Guarded as
 * every such change must be, or not, as none may be. Gives the bundle's path and what removes it.
 */
export async function nextBuild(guarded: boolean): Promise<{ bundle: string; remove: () => void }> {
  // Beside the packages that it imports.
  const folder = mkdtempSync(join(DIST, 'next-'));
  for (const name of [...CODE, ...FILES]) cpSync(join(DIST, name), join(folder, name), { recursive: true });
  const path = join(folder, 'cycle', 'workflow.js');
  const code = readFileSync(path, 'utf8');
  if (!code.includes(PLACE)) throw new Error(`The cycle no longer has: ${PLACE}`);
  const change = guarded ? "if (patched('breathe-before-step')) await sleep(1);" : 'await sleep(1);';
  writeFileSync(
    path,
    `import { patched, sleep } from '@temporalio/workflow';\n${code.replace(PLACE, `${PLACE}\n${change}`)}`,
  );
  const bundled = await bundleWorkflowCode({
    workflowsPath: join(folder, 'index.js'),
    logger: new DefaultLogger('ERROR'),
  });
  const bundle = join(folder, 'workflow-bundle.js');
  writeFileSync(bundle, bundled.code);
  return {
    bundle,
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
