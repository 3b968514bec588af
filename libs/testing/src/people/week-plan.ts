import { instantMs, type Instant } from '@goalbeat/domain/clock/instant';
import { seeded, type Seeded } from '@goalbeat/examples/seeded';
import type { PersonRow } from '@goalbeat/examples/make-company';
import type { Organisation } from './organisation.js';
import type { Week } from './week.js';

export const PUNCTUALITIES = ['on-time', 'late', 'never'] as const;
export type Punctuality = (typeof PUNCTUALITIES)[number];

export interface Intention {
  how: Punctuality;
  at: Instant;
}
export interface EmployeePlan {
  plan: Intention;
  report: Intention;
  /** Says in between how far the goals are; null for who leaves it to the report. */
  progress: Instant | null;
  /** Raises a target before submitting. */
  adjusts: boolean;
  /** Meets every goal, come what may: payroll must have something to pay. */
  reliable: boolean;
}
export type Subject = 'plan' | 'report';
/** Somebody's sheet that lies on a lead's desk for too long. */
export interface StuckTask {
  owner: string;
  lead: string;
  subject: Subject;
  ends: 'decided-after-reminder' | 'decided-by-next-manager' | 'decided-by-deadline';
}
export interface ReturnedSheet {
  owner: string;
  subject: Subject;
}
export interface WeekPlan {
  employees: ReadonlyMap<string, EmployeePlan>;
  stuck: readonly StuckTask[];
  returned: readonly ReturnedSheet[];
  away: { lead: string; standIn: string };
  /** Payroll cannot pay into their accounts; the first one's is mended later. */
  wrongAccounts: { mended: string; stays: string };
}

const LATE_SHARE = 0.04;
const NEVER_SHARE = 0.03;

function punctuality(share: number): Punctuality {
  if (share < NEVER_SHARE) return 'never';
  return share < NEVER_SHARE + LATE_SHARE ? 'late' : 'on-time';
}

function planIntention(week: Week, random: Seeded, person: PersonRow): Intention {
  const how = punctuality(random.share('plan', person.number));
  const share = random.share('plan-at', person.number);
  if (how !== 'on-time') return { how, at: week.between(2, '19:00', '21:00', share) };
  // Whoever joins on Tuesday plans on Tuesday.
  if (person.joined > week.start || share < 0.15)
    return { how, at: week.between(2, '09:10', '10:40', (share / 0.15) % 1) };
  return { how, at: week.between(1, '09:40', '17:00', (share - 0.15) / 0.85) };
}

function reportIntention(week: Week, random: Seeded, person: PersonRow): Intention {
  const how = punctuality(random.share('report', person.number));
  const share = random.share('report-at', person.number);
  if (how !== 'on-time') return { how, at: week.between(6, '10:00', '12:00', share) };
  if (share < 0.2) return { how, at: week.between(week.eve, '15:00', '18:00', share / 0.2) };
  if (share < 0.75) return { how, at: week.between(5, '09:10', '16:30', (share - 0.2) / 0.55) };
  return { how, at: week.between(5, '17:05', '17:45', (share - 0.75) / 0.25) };
}

function progressIntention(week: Week, random: Seeded, person: PersonRow): Instant | null {
  const share = random.share('progress-at', person.number);
  if (share < 0.15) return null;
  if (share < 0.4) return week.between(3, '14:00', '17:30', (share - 0.15) / 0.25);
  return week.between(week.eve, '09:30', '14:30', (share - 0.4) / 0.6);
}

/** Who does what when: a function of the week, the organisation and the seed, never of the machine. */
export function planWeek(week: Week, organisation: Organisation, seed: number): WeekPlan {
  const random = seeded(seed);
  const employees = new Map<string, EmployeePlan>();
  for (const person of organisation.participants) {
    employees.set(person.number, {
      plan: planIntention(week, random, person),
      report: reportIntention(week, random, person),
      progress: progressIntention(week, random, person),
      adjusts: random.share('adjusts', person.number) < 0.2,
      reliable: false,
    });
  }
  const order = (numbers: readonly string[], word: string) =>
    numbers.toSorted((a, b) => random.share(word, a) - random.share(word, b));
  const leads = order(organisation.leads, 'leads');
  const lead = (n: number): string => leads[n % leads.length] ?? organisation.boss;
  const taken = new Set<string>();
  /** One of the lead's people whom nothing else happens to, early and on time in all they do. */
  const choose = (of: string): string => {
    const team = order(
      organisation.teamOf(of).map((person) => person.number),
      'team',
    );
    const owner = team.find((number) => !taken.has(number) && organisation.person(number).joined < week.start);
    if (owner === undefined) throw new Error(`${of} has nobody left: the company is too small for this story`);
    taken.add(owner);
    makePunctual(employees, owner, week);
    return owner;
  };
  const stories: Pick<StuckTask, 'subject' | 'ends'>[] = [
    { subject: 'plan', ends: 'decided-after-reminder' },
    { subject: 'plan', ends: 'decided-after-reminder' },
    { subject: 'plan', ends: 'decided-by-next-manager' },
    { subject: 'plan', ends: 'decided-by-next-manager' },
    { subject: 'plan', ends: 'decided-by-deadline' },
    { subject: 'report', ends: 'decided-by-deadline' },
  ];
  const stuck = stories.map((story, n): StuckTask => ({ ...story, lead: lead(n), owner: choose(lead(n)) }));
  const away = { lead: lead(6), standIn: lead(7) };
  const returned = (['plan', 'plan', 'report'] as const).map((subject, n): ReturnedSheet => ({
    subject,
    owner: choose(lead(8 + n)),
  }));
  const mended = choose(lead(3));
  const stays = choose(lead(4));
  for (const number of [mended, stays]) {
    const plan = employees.get(number);
    if (plan !== undefined) plan.reliable = true;
  }
  return { employees, stuck, returned, away, wrongAccounts: { mended, stays } };
}

function makePunctual(employees: Map<string, EmployeePlan>, number: string, week: Week): void {
  const plan = employees.get(number);
  if (plan === undefined) return;
  const early = instantMs(week.at(1, '09:40')) + (instantMs(plan.plan.at) % 4_500_000);
  plan.plan = { how: 'on-time', at: new Date(early - (early % 60_000)).toISOString() };
  const reported = instantMs(week.at(5, '09:10')) + (instantMs(plan.report.at) % 4_500_000);
  plan.report = { how: 'on-time', at: new Date(reported - (reported % 60_000)).toISOString() };
}
