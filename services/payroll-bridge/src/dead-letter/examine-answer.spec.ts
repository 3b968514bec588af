import { describe, expect, it } from '@jest/globals';
import { examineAnswer } from './examine-answer.js';

const COMPANY = '0190a000-0000-7000-8000-000000000001';
const ANSWER = {
  answerId: 'a-1',
  tenantId: COMPANY,
  payoutId: '019364a2-5b1c-7b08-ab6b-cb0b76aa0f2b',
  outcome: 'paid',
  at: '2026-11-23T08:00:00.000Z',
};
const examine = (content: unknown) =>
  examineAnswer(Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)), 'rejected');

describe('examineAnswer', () => {
  it('knows whose an answer is, bare or in a CloudEvent', () => {
    expect(examine(ANSWER)).toMatchObject({ cause: 'failed', tenantId: COMPANY });
    expect(examine({ specversion: '1.0', data: ANSWER })).toMatchObject({ cause: 'failed', tenantId: COMPANY });
  });

  it('knows it of an answer that cannot be taken, and says in words why', () => {
    const { code: _code, ...noCode } = { ...ANSWER, outcome: 'rejected', code: undefined };
    expect(examine(noCode)).toMatchObject({
      cause: 'not-an-answer',
      tenantId: COMPANY,
      detail: expect.stringContaining('why it was rejected'),
    });
    expect(examine({ specversion: '1.0', data: { ...ANSWER, outcome: 'perhaps' } })).toMatchObject({
      cause: 'not-an-answer',
      tenantId: COMPANY,
    });
  });

  it('takes nothing but the place where an answer names its company', () => {
    for (const content of [
      'not json',
      '[]',
      'null',
      { tenantId: 'acme' },
      { specversion: '1.0', tenantId: COMPANY, tenantid: COMPANY, data: {} },
      { data: { tenantId: COMPANY } },
    ])
      expect(examine(content).tenantId).toBeNull();
  });
});
