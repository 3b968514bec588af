import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

// The last step of the build: whatever a workflow must not import fails here, not on the first Monday.
const FORBIDDEN = ['node_modules/zod/', 'node_modules/@nestjs/', 'node_modules/pg/', '/libs/service-kit/'];
const MOST_BYTES = 4_000_000;

const from = fileURLToPath(new URL('./index.js', import.meta.url));
const to = fileURLToPath(new URL('./workflow-bundle.js', import.meta.url));

const { code } = await bundleWorkflowCode({ workflowsPath: from });
const found = FORBIDDEN.filter((module) => moduleNames(code).includes(module));
if (found.length > 0) throw new Error(`The workflow bundle holds ${found.join(', ')}: import types only.`);
if (code.length > MOST_BYTES) throw new Error(`The workflow bundle has ${code.length} bytes, more than ${MOST_BYTES}.`);
writeFileSync(to, code);

/** Without the inline source map: webpack names each module by its path in the code itself. */
function moduleNames(bundle: string): string {
  return bundle.replace(/^\/\/# sourceMappingURL=.*$/m, '').replaceAll('\\', '/');
}
