import { judgeDemo } from './demo-suites.ts';

describe('judgeDemo', () => {
  it('passes only what ended well and reconciles', () => {
    expect(judgeDemo(0, 'Monday …\n{"people":40,"reconciled":true}\n').passed).toBe(1);
    expect(judgeDemo(0, '{"reconciled":false}\n').failed).toBe(1);
    expect(judgeDemo(1, '{"reconciled":true}\n').failed).toBe(1);
    expect(judgeDemo(0, '{"reconciled":"true"}\n').failed).toBe(1);
  });

  it('shows a last line that is no JSON', () => {
    expect(judgeDemo(1, 'goals does not start').problems[0]).toContain('goals does not start');
    expect(judgeDemo(1, '').failed).toBe(1);
  });
});
