import { countJest } from './count-jest.ts';
import type { JestReport } from './count-jest.ts';
import { passed, sum } from './suite.ts';

const report = (changes: Partial<JestReport>): JestReport => ({
  success: true,
  numPassedTests: 3,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [],
  ...changes,
});

describe('countJest', () => {
  it('counts single tests', () => {
    expect(countJest(report({}), 0, '/r')).toEqual({ passed: 3, failed: 0, problems: [] });
  });

  it('counts a file that could not be run, and names it', () => {
    const broken = { name: '/r/libs/a.spec.ts', status: 'failed', assertionResults: [] };
    const result = countJest(report({ success: false, numRuntimeErrorTestSuites: 1, testResults: [broken] }), 1, '/r');
    expect(result).toEqual({ passed: 3, failed: 1, problems: ['libs/a.spec.ts: could not be run'] });
  });

  it('names failed tests', () => {
    const file = {
      name: '/r/a.spec.ts',
      status: 'failed',
      assertionResults: [
        { fullName: 'pays once', status: 'failed' },
        { fullName: 'adds', status: 'passed' },
      ],
    };
    const result = countJest(report({ success: false, numFailedTests: 1, testResults: [file] }), 1, '/r');
    expect(result.problems).toEqual(['a.spec.ts: pays once']);
  });

  it('fails when jest fails without saying which test', () => {
    expect(countJest(report({}), 1, '/r').failed).toBe(1);
    expect(countJest(undefined, 1, '/r').failed).toBe(1);
  });
});

it('sums suites', () => {
  expect(sum([passed, { passed: 2, failed: 1, problems: ['x'] }])).toEqual({ passed: 3, failed: 1, problems: ['x'] });
});
