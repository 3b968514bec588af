// The import table of docs/architecture.md as rules. Each has a fixture under test/boundaries that must fail.
const SPEC = '\\.(spec|medium\\.spec)\\.ts$|/test/|jest\\.config';

/** Nothing in `from` may reach a workspace folder other than itself and `allowed`. */
const onlyReaches = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: SPEC },
  to: {
    path: '^(libs|services|workflows|deploy|examples|test|console)/',
    pathNot: [from, ...allowed],
  },
});

module.exports = {
  forbidden: [
    {
      name: 'domain-imports-nothing',
      comment: 'libs/domain is pure: no package, no Node builtin, no other workspace folder.',
      severity: 'error',
      from: { path: '^libs/domain/src', pathNot: SPEC },
      to: { pathNot: '^libs/domain/src' },
    },
    onlyReaches(
      'contracts-reach-domain',
      '^libs/contracts/',
      ['^libs/domain/'],
      'contracts build on the vocabulary of domain only',
    ),
    {
      name: 'kit-knows-no-business',
      comment:
        'service-kit may use errors, access, time and the reader’s language of domain, and the wire names of contracts; no business noun.',
      severity: 'error',
      from: { path: '^libs/service-kit/src', pathNot: SPEC },
      to: {
        path: '^(libs|services|workflows|deploy|examples|test|console)/',
        pathNot: [
          '^libs/service-kit/',
          '^libs/domain/src/(errors|access)/',
          '^libs/domain/src/wording/(language|both-languages)\\.ts$',
          '^libs/contracts/src/(problem|cloud-event|dead-letter-http|names|live-changes|operations-http|workflow-message|workflows|wire|wire-words)\\.ts$',
        ],
      },
    },
    onlyReaches(
      'org-copy-below-approvals',
      '^libs/org-copy/',
      ['^libs/(domain|contracts|service-kit)/'],
      'the copy of the organisation',
    ),
    onlyReaches(
      'approvals-below-services',
      '^libs/approvals/',
      ['^libs/(domain|contracts|service-kit|org-copy)/'],
      'the approval engine',
    ),
    {
      name: 'approvals-only-in-services',
      comment: 'The engine is mounted by services and by nobody else.',
      severity: 'error',
      from: { pathNot: ['^services/', '^libs/approvals/'] },
      to: { path: '^libs/approvals/' },
    },
    {
      name: 'workflows-stay-replayable',
      comment: 'Workflow code: domain, types and names of contracts, @temporalio/workflow; nothing that does I/O.',
      severity: 'error',
      from: {
        path: '^workflows/src/',
        // The worker and the build step are not part of what is replayed.
        pathNot: [SPEC, '^workflows/src/(worker|bundle)'],
      },
      to: {
        pathNot: [
          '^workflows/src/',
          '^libs/domain/src/',
          '^libs/contracts/src/(workflows|activities|names)\\.ts$',
          '^libs/contracts/src/approvals/words\\.ts$',
          'node_modules/@temporalio/(workflow|common)/',
        ],
      },
    },
    onlyReaches(
      'workflows-reach-domain-and-contracts',
      '^workflows/',
      ['^libs/(domain|contracts)/'],
      'a worker has no database',
    ),
    {
      name: 'no-service-imports-a-service',
      comment: 'Services meet by contract only.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^(services/(?!$1/)|workflows/)' },
    },
    {
      name: 'services-import-libs-only',
      comment: 'Services use domain, contracts, service-kit, org-copy and approvals.',
      severity: 'error',
      from: { path: '^services/', pathNot: SPEC },
      to: { path: '^(libs/(api-client|testing)|deploy|examples|test|console)/' },
    },
    onlyReaches(
      'api-client-knows-contracts',
      '^libs/api-client/',
      ['^libs/(domain|contracts)/'],
      'the client is for anybody',
    ),
    onlyReaches(
      'testing-below-services',
      '^libs/testing/',
      ['^libs/(domain|contracts|service-kit|api-client)/', '^examples/'],
      'harness, simulated people and payroll: services and their libraries test with it, so it knows none of them',
    ),
    {
      name: 'tests-go-through-the-front',
      comment: 'End-to-end tests use the client and the harness, never the insides of a service.',
      severity: 'error',
      from: { path: '^test/', pathNot: '^test/boundaries/' },
      to: { path: '^(services|libs/(service-kit|approvals|org-copy))/' },
    },
    onlyReaches(
      'console-goes-through-the-api',
      '^console/',
      ['^libs/(domain|contracts|api-client)/'],
      'the console is a client like any other',
    ),
    {
      name: 'console-is-for-browsers',
      comment: 'A browser has no Node.',
      severity: 'error',
      from: { path: '^console/src/', pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'console-takes-types-of-contracts',
      comment: 'Contracts are zod schemas, which would be half of what an employee downloads.',
      severity: 'error',
      from: { path: '^console/src/', pathNot: SPEC },
      to: { path: '^libs/contracts/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circular',
      comment: 'A cycle hides who depends on whom.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unlisted-package',
      comment: 'A package that package.json does not list arrives by luck.',
      severity: 'error',
      from: { pathNot: SPEC },
      to: { path: 'node_modules', dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable',
      comment: 'What cannot be found cannot be checked either.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated|histories)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['goalbeat-source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
    tsConfig: { fileName: 'tsconfig.base.json' },
    moduleSystems: ['es6', 'cjs'],
  },
};
