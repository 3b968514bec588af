import type { CalendarChanged, PersonChanged, TenantChanged, UnitChanged } from '@goalbeat/contracts/directory/events';
import type { Principal } from '@goalbeat/domain/access/roles';
import { OrgWriter } from '@goalbeat/org-copy/org-writer';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { id } from './company.js';
import { salesTemplate, week, type Data } from './definitions.js';
import type { Goals } from './goals-service.js';

export const TENANT = id(5);
/** The Sunday before ISO week 2026-W01, when nothing has begun anywhere. */
export const BEFORE = '2025-12-28T00:00:00.000Z';
export const WEEKS = 53;
const PEOPLE_EACH = 100;
const HR = id(700);
const FINANCE = id(701);
const ROOT = id(710);

const base = { seq: 0, version: 1 };
const office = [{ from: '09:00', to: '18:00' }];
const weekdays = { '1': office, '2': office, '3': office, '4': office, '5': office, '6': [], '7': [] };
const calendar = (code: string, days: CalendarChanged['days']): CalendarChanged => ({
  ...base,
  code,
  weekdays,
  days,
  coveredUntil: '2026-12-31',
});
const off = (...days: string[]) => Object.fromEntries(days.map((day) => [day, 'holiday' as const]));
const SPRING_FESTIVAL = Array.from({ length: 9 }, (_, n) => `2026-02-${15 + n}`);

export interface Branch {
  code: string;
  zone: string;
  calendar: CalendarChanged;
  unitId: string;
}
/** Two zones change their clocks, on different Sundays; the third has a week without a working day. */
export const BRANCHES: Branch[] = [
  {
    code: 'berlin',
    zone: 'Europe/Berlin',
    calendar: calendar(
      'de',
      off('2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25', '2026-12-25'),
    ),
    unitId: id(711),
  },
  {
    code: 'new-york',
    zone: 'America/New_York',
    calendar: calendar('us', off('2026-01-01', '2026-05-25', '2026-07-03', '2026-09-07', '2026-11-26', '2026-12-25')),
    unitId: id(712),
  },
  {
    code: 'shanghai',
    zone: 'Asia/Shanghai',
    calendar: calendar('cn', {
      ...off('2026-01-01', '2026-01-02', ...SPRING_FESTIVAL, '2026-05-01', '2026-05-04', '2026-05-05', '2026-10-01'),
      ...off('2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'),
      '2026-02-14': 'workday',
      '2026-02-28': 'workday',
      '2026-10-10': 'workday',
    }),
    unitId: id(713),
  },
];

/** No money; what people report by falls into the hour that clocks leave out in spring and show twice in autumn. */
export const yearOf = ({ code, zone, calendar: { code: calendarCode } }: Branch): Data => ({
  ...week,
  name: `Year of ${code}`,
  zone,
  calendar: calendarCode,
  who: { units: [code], jobFamilies: ['sales'] },
  timeline: [
    { step: 'issue', day: 1, time: '09:00', move: 'later' },
    { step: 'close-planning', day: 2, time: '18:00', move: 'later' },
    { step: 'ask-report', day: 5, time: '17:00', move: 'earlier' },
    { step: 'close-reporting', day: 7, time: '02:30', move: 'keep' },
    { step: 'close-confirming', day: 8, time: '10:00', move: 'later' },
    { step: 'weekly-report', day: 8, time: '17:00', move: 'later' },
    { step: 'archive', day: 8, time: '18:00', move: 'later' },
  ],
});

export const hr: Principal = {
  kind: 'person',
  tenantId: TENANT,
  id: HR,
  personId: HR,
  roles: [{ role: 'hr-lead', unitId: null }],
  scopes: [],
};

const tenant: TenantChanged = {
  ...base,
  tenantId: TENANT,
  slug: 'year',
  name: 'Year',
  zone: 'UTC',
  currency: 'EUR',
  calendar: 'de',
  kind: 'demo',
  clock: { rate: 1, anchorReal: '', anchorVirtual: BEFORE, heldAt: null, version: 1 },
};
const unit = (unitId: string, code: string, path: string[], zone: string, calendarCode: string): UnitChanged => ({
  ...base,
  unitId,
  code,
  name: code,
  kind: 'branch',
  parentId: path.at(-2) ?? null,
  path,
  headPersonId: HR,
  zone,
  currency: 'EUR',
  calendar: calendarCode,
});
const person = (personId: string, number: string, unitId: string, jobFamily: string): PersonChanged => ({
  ...base,
  personId,
  number,
  name: number,
  email: null,
  unitId,
  jobFamily,
  grade: 'P4',
  managerId: personId === HR ? null : HR,
  joinedOn: '2020-01-01',
  leftOn: null,
  // No money moves in this year; a definition still names who would sign.
  roles:
    personId === HR
      ? [{ role: 'hr-lead', unitId: null }]
      : personId === FINANCE
        ? [{ role: 'finance-lead', unitId: null }]
        : [],
});

/** Three hundred people in three branches, on a clock that goes by itself from `BEFORE` on. */
export async function foundYear(goals: Goals): Promise<void> {
  const writer = goals.app.get(OrgWriter, { strict: false });
  const people = BRANCHES.flatMap(({ code, unitId }, branch) =>
    Array.from({ length: PEOPLE_EACH }, (_, n) =>
      person(id(1000 * (branch + 1) + n), `${code}-${String(n).padStart(3, '0')}`, unitId, 'sales'),
    ),
  );
  await goals.app.get(UnitOfWork, { strict: false }).write(TENANT, async (tx) => {
    await writer.tenant(tx, { ...tenant, clock: { ...tenant.clock, anchorReal: new Date().toISOString() } });
    await writer.calendars(
      tx,
      BRANCHES.map((branch) => branch.calendar),
    );
    await writer.units(tx, [
      unit(ROOT, 'year', [ROOT], 'UTC', 'de'),
      ...BRANCHES.map((branch) =>
        unit(branch.unitId, branch.code, [ROOT, branch.unitId], branch.zone, branch.calendar.code),
      ),
    ]);
    await writer.people(tx, [person(HR, 'HR', ROOT, 'hr'), person(FINANCE, 'FIN', ROOT, 'finance'), ...people]);
  });
  await goals.call(hr, 'PUT', '/v1/goal-templates/sales', salesTemplate);
}

/** Business time runs at that rate from a quarter of a second from now on; whoever waits is told. */
export async function setRate(goals: Goals, rate: number): Promise<void> {
  const anchorReal = new Date(Date.now() + 250).toISOString();
  const clock = { rate, anchorReal, anchorVirtual: BEFORE, heldAt: null, version: 2 };
  const writer = goals.app.get(OrgWriter, { strict: false });
  await goals.app
    .get(UnitOfWork, { strict: false })
    .write(TENANT, (tx) => writer.tenant(tx, { ...tenant, version: 2, clock }));
}
