import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const config = join(root, '.dependency-cruiser.cjs');
const rules = (createRequire(import.meta.url)(config) as { forbidden: { name: string }[] }).forbidden;

/** For each rule a small tree that breaks it. A rule that lets its fixture pass is a dead rule. */
const FIXTURES: Record<string, Record<string, string>> = {
  'domain-imports-nothing': {
    'libs/domain/src/money/money.ts': "import { readFileSync } from 'node:fs';\nreadFileSync('x');",
  },
  'contracts-reach-domain': {
    'libs/contracts/src/wire.ts': "import { kit } from '../../service-kit/src/kit.js';\nkit();",
    'libs/service-kit/src/kit.ts': 'export const kit = () => 1;',
  },
  'kit-knows-no-business': {
    'libs/service-kit/src/kit.ts': "import { split } from '../../domain/src/money/split.js';\nsplit();",
    'libs/domain/src/money/split.ts': 'export const split = () => 1;',
  },
  'org-copy-below-approvals': {
    'libs/org-copy/src/copy.ts': "import { engine } from '../../approvals/src/engine.js';\nengine();",
    'libs/approvals/src/engine.ts': 'export const engine = () => 1;',
  },
  'approvals-below-services': {
    'libs/approvals/src/engine.ts': "import { sheet } from '../../../services/goals/src/sheet.js';\nsheet();",
    'services/goals/src/sheet.ts': 'export const sheet = () => 1;',
  },
  'approvals-only-in-services': {
    'libs/testing/src/people.ts': "import { engine } from '../../approvals/src/engine.js';\nengine();",
    'libs/approvals/src/engine.ts': 'export const engine = () => 1;',
  },
  'workflows-stay-replayable': {
    'workflows/src/cycle/workflow.ts': "import { createHash } from 'node:crypto';\ncreateHash('sha256');",
  },
  'workflows-reach-domain-and-contracts': {
    'workflows/src/worker.ts': "import { kit } from '../../libs/service-kit/src/kit.js';\nkit();",
    'libs/service-kit/src/kit.ts': 'export const kit = () => 1;',
  },
  'no-service-imports-a-service': {
    'services/goals/src/sheet.ts': "import { score } from '../../appraisal/src/score.js';\nscore();",
    'services/appraisal/src/score.ts': 'export const score = () => 1;',
  },
  'services-import-libs-only': {
    'services/goals/src/sheet.ts': "import { people } from '../../../libs/testing/src/people.js';\npeople();",
    'libs/testing/src/people.ts': 'export const people = () => 1;',
  },
  'api-client-knows-contracts': {
    'libs/api-client/src/client.ts': "import { kit } from '../../service-kit/src/kit.js';\nkit();",
    'libs/service-kit/src/kit.ts': 'export const kit = () => 1;',
  },
  'testing-below-services': {
    'libs/testing/src/harness/company.ts': "import { copy } from '../../../org-copy/src/copy.js';\ncopy();",
    'libs/org-copy/src/copy.ts': 'export const copy = () => 1;',
  },
  'tests-go-through-the-front': {
    'test/e2e/demo.ts': "import { sheet } from '../../services/goals/src/sheet.js';\nsheet();",
    'services/goals/src/sheet.ts': 'export const sheet = () => 1;',
  },
  'console-goes-through-the-api': {
    'console/src/desk/desk.ts': "import { people } from '../../../libs/testing/src/people.js';\npeople();",
    'libs/testing/src/people.ts': 'export const people = () => 1;',
  },
  'console-is-for-browsers': {
    'console/src/desk/desk.ts': "import { readFileSync } from 'node:fs';\nreadFileSync('x');",
  },
  'console-takes-types-of-contracts': {
    'console/src/desk/desk.ts': "import { Wire } from '../../../libs/contracts/src/wire.js';\nWire();",
    'libs/contracts/src/wire.ts': 'export const Wire = () => 1;',
  },
  'no-circular': {
    'libs/testing/src/a.ts': "import { b } from './b.js';\nexport const a = () => b();",
    'libs/testing/src/b.ts': "import { a } from './a.js';\nexport const b = () => a();",
  },
  'no-unlisted-package': {
    'package.json': '{ "name": "fixture", "type": "module" }',
    'node_modules/left/package.json': '{ "name": "left", "version": "1.0.0", "main": "index.js" }',
    'node_modules/left/index.js': 'module.exports = 1;',
    'libs/testing/src/a.ts': "import left from 'left';\nexport const a = left;",
  },
  'no-unresolvable': { 'libs/testing/src/a.ts': "import { gone } from './gone.js';\nexport const a = gone;" },
};

const violated = (files: Record<string, string>): string[] => {
  const dir = mkdtempSync(join(tmpdir(), 'goalbeat-boundaries-'));
  try {
    writeFileSync(join(dir, 'tsconfig.base.json'), '{ "compilerOptions": { "module": "NodeNext" } }');
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, file)), { recursive: true });
      writeFileSync(join(dir, file), text);
    }
    const folders = [...new Set(Object.keys(files).map((file) => file.split('/')[0] ?? ''))].filter(
      (name) => name !== 'package.json' && name !== 'node_modules',
    );
    const cli = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const out = execFileSync(
      process.execPath,
      [cli, '--config', config, '--output-type', 'json', '--no-cache', ...folders],
      { cwd: dir, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const report = JSON.parse(out) as { summary: { violations: { rule: { name: string } }[] } };
    return report.summary.violations.map((violation) => violation.rule.name);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

describe('the import table', () => {
  it('has a fixture for each rule', () => {
    expect(Object.keys(FIXTURES).sort()).toEqual(rules.map((rule) => rule.name).sort());
  });

  it.each(Object.entries(FIXTURES))('%s is noticed when it is broken', (rule, files) => {
    expect(violated(files)).toContain(rule);
  });
});
