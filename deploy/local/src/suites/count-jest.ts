import type { SuiteResult } from './suite.ts';

/** What we read of Jest's --json report. */
export interface JestReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Files that could not be run at all: their tests are missing from the counts. */
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const problemsOf = (file: JestReport['testResults'][number], root: string): readonly string[] => {
  const where = file.name.replace(`${root}/`, '');
  const tests = file.assertionResults.filter(({ status }) => status === 'failed');
  if (tests.length > 0) return tests.map(({ fullName }) => `${where}: ${fullName}`);
  return file.status === 'failed' ? [`${where}: could not be run`] : [];
};

/** Never counts a failed run as passed: an exit code other than 0 that no test explains is a failure of its own. */
export const countJest = (report: JestReport | undefined, exitCode: number, root: string): SuiteResult => {
  if (report === undefined) return { passed: 0, failed: 1, problems: [`jest ended with ${exitCode} and no report`] };
  const problems = report.testResults.flatMap((file) => problemsOf(file, root));
  const failedTests = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const unexplained = failedTests === 0 && (exitCode !== 0 || !report.success);
  return {
    passed: report.numPassedTests,
    failed: unexplained ? 1 : failedTests,
    problems: unexplained ? [...problems, `jest ended with ${exitCode}`] : problems,
  };
};
