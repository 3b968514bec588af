import { describe, expect, it } from '@jest/globals';
import type { Chain } from '@goalbeat/domain/approval/chain';
import { chainProblems } from './chain-problems.js';
import type { Data } from './cycle-definition.repository.js';
import type { KnownNames } from './known-names.js';

const link = (role: 'finance-reviewer' | 'hr-lead', quorum: number): Chain => [
  {
    id: 'one',
    name: 'one',
    assign: { kind: 'role', role, scope: 'tenant' },
    mode: { quorum },
    ladder: {
      due: { workingHours: 8 },
      remindBefore: [],
      escalateAfter: [],
      last: { after: 8, action: 'hand-to-hr' },
    },
  },
];
/** Three reviewers, one of them of HR besides. */
const known: KnownNames = {
  units: new Set(),
  numbers: new Set(),
  jobFamilies: new Set(),
  grades: new Set(),
  calendars: new Set(),
  roleHolders: new Map([
    ['finance-reviewer', 3],
    ['hr-lead', 3],
  ]),
  hr: new Set(),
  signers: new Map([['finance-reviewer', 2]]),
};
const data = { timeline: [] as Data['timeline'] } as Data;

describe('how many can sign a link', () => {
  it('leaves out those of finance who are of HR, where money is signed', () => {
    expect(chainProblems('bonus-list', link('finance-reviewer', 2), data, known)).toEqual([]);
    expect(chainProblems('bonus-list', link('finance-reviewer', 3), data, known)).toMatchObject([
      {
        field: 'chains.bonus-list.0.mode.quorum',
        message: expect.stringContaining('3 signatures where 2 can be given'),
      },
    ]);
  });

  it('counts every holder of the role where no money is', () => {
    expect(chainProblems('plan', link('hr-lead', 3), data, known)).toEqual([]);
    expect(chainProblems('plan', link('finance-reviewer', 3), data, known)).toEqual([]);
  });
});
