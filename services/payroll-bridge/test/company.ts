import type { CalendarChanged, PersonChanged, TenantChanged, UnitChanged } from '@goalbeat/contracts/directory/events';
import type { PublishedScore, ScoresPublished } from '@goalbeat/contracts/appraisal/events';
import type { CycleChanged } from '@goalbeat/contracts/goals/events';
import type { RoleGrant } from '@goalbeat/domain/access/roles';
import type { Chain, ChainStep } from '@goalbeat/domain/approval/chain';
import { scoresChecksum } from '../src/score-batch/score-batch.repository.js';

export const id = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const TENANT = id(1);
export const OTHER_TENANT = id(2);
export const ROOT = id(10);
export const SALES = id(11);
export const DESIGN = id(12);
export const NOW = '2026-11-23T02:30:00.000Z';

/** People with a task: the boss decides about the signers. */
export const STAFF = {
  boss: id(100),
  hr: id(101),
  hr2: id(102),
  partner: id(103),
  reviewer: id(104),
  lead: id(105),
};
export type Staff = keyof typeof STAFF;
export const worker = (n: number): string => id(1000 + n);

const ROLES: Record<Staff, RoleGrant[]> = {
  boss: [],
  hr: [{ role: 'hr-lead', unitId: null }],
  hr2: [{ role: 'hr-partner', unitId: null }],
  partner: [{ role: 'hr-partner', unitId: SALES }],
  reviewer: [{ role: 'finance-reviewer', unitId: null }],
  lead: [{ role: 'finance-lead', unitId: null }],
};
export const rolesOf = (who: Staff): RoleGrant[] => ROLES[who];

const person = (personId: string, number: string, unitId: string, roles: RoleGrant[]): PersonChanged => ({
  seq: 0,
  version: 1,
  personId,
  number,
  name: `员工 ${number}`,
  email: null,
  unitId,
  jobFamily: 'sales',
  grade: 'P5',
  managerId: personId === STAFF.boss ? null : STAFF.boss,
  joinedOn: '2020-01-01',
  leftOn: null,
  roles,
});

export const people = (workers: number): PersonChanged[] => [
  ...Object.entries(STAFF).map(([name, personId], at) => person(personId, `S${at + 1}`, ROOT, ROLES[name as Staff])),
  ...Array.from({ length: workers }, (_, n) =>
    person(worker(n), `E${String(n).padStart(4, '0')}`, n % 2 === 0 ? SALES : DESIGN, []),
  ),
];
const unit = (unitId: string, code: string, parentId: string | null, path: string[]): UnitChanged => ({
  seq: 0,
  version: 1,
  unitId,
  code,
  name: code,
  kind: 'department',
  parentId,
  path,
  headPersonId: null,
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  calendar: 'office',
});
export const units = (): UnitChanged[] => [
  unit(ROOT, 'acme', null, [ROOT]),
  unit(SALES, 'sales', ROOT, [ROOT, SALES]),
  unit(DESIGN, 'design', ROOT, [ROOT, DESIGN]),
];
const day = [{ from: '09:00', to: '18:00' }];
export const calendar = (): CalendarChanged => ({
  seq: 0,
  version: 1,
  code: 'office',
  weekdays: { '1': day, '2': day, '3': day, '4': day, '5': day, '6': [], '7': [] },
  days: {},
  coveredUntil: '2027-12-31',
});
/** The clock stands still at NOW until a spec moves it. */
export const tenant = (tenantId: string): TenantChanged => ({
  seq: 1,
  version: 1,
  tenantId,
  slug: 'acme',
  name: 'Acme',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  calendar: 'office',
  kind: 'demo',
  clock: {
    rate: 2,
    anchorReal: '2026-01-01T00:00:00.000Z',
    anchorVirtual: NOW,
    heldAt: '2026-01-01T00:00:00.000Z',
    version: 1,
  },
});

const step = (stepId: string, role: 'finance-reviewer' | 'finance-lead', above?: string): ChainStep => ({
  id: stepId,
  name: stepId,
  assign: { kind: 'role', role, scope: 'tenant' },
  mode: 'any',
  ...(above === undefined ? {} : { when: { fact: 'amount', above } }),
  ladder: { due: { workingHours: 4 }, remindBefore: [1], escalateAfter: [2], last: { action: 'hand-to-hr', after: 8 } },
});
/** The finance lead signs above 100,000. */
export const CHAIN: Chain = [step('review', 'finance-reviewer'), step('lead', 'finance-lead', '100000')];

export const cycle = (cycleId: string, period = '2026-W47'): CycleChanged => ({
  cycleId,
  definitionId: id(50),
  definitionName: '周考核',
  period,
  version: 1,
  state: 'running',
  timeline: [{ step: 'payout', at: '2026-11-23T06:00:00.000Z', done: false }],
  payPlan: 'weekly',
  ruleSet: 'weekly',
  chains: { 'bonus-list': CHAIN },
});

export const PLAN = {
  version: 1 as const,
  name: '周奖金',
  currency: 'CNY',
  baseByGrade: { P5: '500' },
  multiplierByBand: { excellent: '1.5', qualified: '1', unqualified: '0' },
  prorate: true,
  finalDecider: 'S1',
  budget: '1000000',
};

export const score = (n: number, personId: string, over: Partial<PublishedScore> = {}): PublishedScore => ({
  scoreId: id(500_000 + n),
  sheetId: id(600_000 + n),
  personId,
  unitId: n % 2 === 0 ? SALES : DESIGN,
  grade: 'P5',
  score: '104/1',
  scoreText: '104.00',
  band: 'excellent',
  completion: '1/1',
  workedDays: 5,
  fullDays: 5,
  reason: [],
  ...over,
});

export interface Batch {
  ref: { batchId: string; count: number; checksum: string };
  pages: ScoresPublished[];
}

export function batchOf(batchId: string, cycleId: string, scores: PublishedScore[], period = '2026-W47'): Batch {
  const ref = { batchId, count: scores.length, checksum: scoresChecksum(scores) };
  const pages = Math.max(1, Math.ceil(scores.length / 100));
  return {
    ref,
    pages: Array.from({ length: pages }, (_, page) => ({
      ...ref,
      cycleId,
      period,
      page: page + 1,
      pages,
      payPlan: 'weekly',
      scores: scores.slice(page * 100, page * 100 + 100),
    })),
  };
}
