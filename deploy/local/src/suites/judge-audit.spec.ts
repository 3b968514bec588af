import { judgeAudit } from './judge-audit.ts';

describe('judgeAudit', () => {
  it('fails for what is high or critical, and names it', () => {
    const report = {
      vulnerabilities: { 'left-pad': { severity: 'critical', range: '<2' }, other: { severity: 'low', range: '*' } },
      metadata: { vulnerabilities: { low: 1, high: 0, critical: 1 } },
    };
    expect(judgeAudit(`npm warn something\n${JSON.stringify(report)}\n`)).toEqual({
      result: { passed: 0, failed: 1, problems: ['1 high or critical: left-pad <2 (critical)'] },
    });
  });

  it('lets the rest wait for the next update', () => {
    const report = {
      vulnerabilities: {},
      metadata: { vulnerabilities: { low: 3, moderate: 2, high: 0, critical: 0 } },
    };
    expect(judgeAudit(JSON.stringify(report))).toEqual({ result: { passed: 1, failed: 0, problems: [] } });
  });

  it('tells a registry that does not answer from a clean report', () => {
    expect(judgeAudit(JSON.stringify({ message: '405 Method Not Allowed', error: { summary: '' } }))).toEqual({
      unanswered: '405 Method Not Allowed',
    });
    expect(judgeAudit('connect ECONNREFUSED')).toEqual({ unanswered: 'connect ECONNREFUSED' });
  });
});
