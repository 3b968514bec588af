import { describe, expect, it } from '@jest/globals';
import { refusalsSaidIn } from '@goalbeat/testing/harness/refusals-said';
import { APPROVAL_REFUSALS, approvalRefusalInChinese } from './refusals.js';

const said = refusalsSaidIn(['libs/approvals/src']);

describe('what approvals refuse, in whichever service', () => {
  it('is found in the sources', () => {
    expect(said.size).toBeGreaterThan(30);
    expect(said.get('You were not asked to decide this.')).toContain('decisions');
  });

  it('is said in Chinese too', () => {
    expect([...said].filter(([text]) => APPROVAL_REFUSALS[text] === undefined)).toEqual([]);
  });

  it('keeps what is filled in, and translates what is a refusal itself', () => {
    expect(approvalRefusalInChinese('It was handed to HR already, since nobody had decided in time.')).toBe(
      '此事项已经移交人力资源（因到期无人审批）。',
    );
    expect(
      approvalRefusalInChinese('Nobody could decide the step "HR (lead)". Name a manager or a holder of the role.'),
    ).toBe('节点「HR (lead)」没有人可以审批。请指定上级或具备该角色的人。');
    for (const strange of ['Nobody wrote this.', 'constructor'])
      expect(approvalRefusalInChinese(strange)).toBeUndefined();
  });
});
