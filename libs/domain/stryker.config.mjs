// @ts-nocheck
//
// Mutation testing of what money rests on: `npm run mutation`. Not part of CI: it takes minutes.
export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  jest: { configFile: 'jest.mutation.config.mjs', enableFindRelatedTests: false },
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  mutate: [
    'src/money/{money,minor-units,multiply,split,exchange,asset}.ts',
    'src/exact/{largest-remainder,round}.ts',
    'src/ledger/*.ts',
    '!src/**/*.spec.ts',
  ],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Long, so that a busy machine does not pass for a mutant that loops.
  timeoutMS: 30_000,
  // Tables and patterns that are read once are loaded anew for each mutant: slow, and their specs compare them whole.
  ignoreStatic: true,
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
  tempDirName: '.stryker-tmp',
};
