import { instantFromMs, instantMs } from '@goalbeat/domain/clock/instant';
import { seeded } from '@goalbeat/examples/seeded';
import type { Agenda } from './agenda.js';
import { Decider } from './decider.js';
import { Employee } from './employee.js';
import type { Office } from './office.js';
import type { Subject } from './week-plan.js';
import type { Week } from './week.js';

type Session = readonly [day: number, time: string, byDay: number, by: string];

/** When leads look at their desks, and when they have to be through. The rungs of the example's ladders lie between. */
const LEAD_SESSIONS: readonly Session[] = [
  [1, '11:20', 1, '14:00'],
  [1, '14:20', 1, '16:30'],
  [1, '17:10', 2, '09:00'],
  [2, '10:45', 2, '12:00'],
  [2, '12:20', 2, '13:40'],
  [5, '11:20', 5, '14:00'],
  [5, '15:00', 5, '17:00'],
  [5, '18:00', 6, '09:00'],
];
const HR_SESSIONS: readonly Session[] = [
  [1, '16:40', 2, '09:00'],
  [2, '09:20', 2, '10:30'],
  [2, '12:10', 2, '13:30'],
  [2, '17:10', 3, '09:00'],
  [3, '13:00', 3, '17:00'],
  [4, '09:30', 4, '12:00'],
];

/** Puts everybody's week into the agenda. */
export class WeekAgenda {
  readonly #deciders = new Map<string, Decider>();

  constructor(
    private readonly office: Office,
    private readonly agenda: Agenda,
    private readonly week: Week,
  ) {}

  fill(): void {
    this.#employees();
    this.#leads();
    this.#stuck();
  }

  #employees(): void {
    const { plan } = this.office.options;
    for (const [number, intended] of plan.employees) {
      const employee = new Employee(this.office, number);
      if (intended.plan.how === 'on-time') {
        const by = intended.plan.at < this.week.at(2, '00:00') ? this.week.at(2, '08:30') : this.week.at(2, '11:30');
        this.agenda.add({
          what: `${number} plans`,
          at: intended.plan.at,
          by,
          run: () => employee.submitPlan(intended.adjusts),
        });
      } else if (intended.plan.how === 'late') {
        const run = () => employee.submitPlanTooLate();
        this.agenda.add({ what: `${number} plans too late`, at: intended.plan.at, by: null, run });
      }
      if (intended.progress !== null) {
        const run = () => employee.noteProgress();
        this.agenda.add({ what: `${number} notes progress`, at: intended.progress, by: null, run });
      }
      if (intended.report.how === 'on-time') {
        const by = this.week.at(5, '18:00');
        this.agenda.add({ what: `${number} reports`, at: intended.report.at, by, run: () => employee.submitReport() });
      } else if (intended.report.how === 'late') {
        const run = () => employee.submitReportTooLate();
        this.agenda.add({ what: `${number} reports too late`, at: intended.report.at, by: null, run });
      }
    }
  }

  #leads(): void {
    const { organisation, plan, seed } = this.office.options;
    const random = seeded(seed);
    const present = organisation.managers.filter((number) => number !== plan.away.lead);
    for (const number of new Set([...present, plan.away.standIn])) {
      for (const [day, time, byDay, by] of LEAD_SESSIONS) {
        const at = instantFromMs(instantMs(this.week.at(day, time)) + random.whole(0, 15, number, day, time) * 60_000);
        const run = () => this.#decider(number).clear();
        this.agenda.add({ what: `${number} clears the desk`, at, by: this.week.at(byDay, by), run });
      }
      // Monday's reminders go out an hour before confirming closes.
      const run = () => this.#decider(number).clear();
      this.agenda.add({
        what: `${number} confirms the rest`,
        at: this.week.at(8, '07:30'),
        by: this.week.at(8, '08:50'),
        run,
      });
    }
    for (const number of new Set([organisation.hrLead, organisation.boss])) {
      for (const [day, time, byDay, by] of HR_SESSIONS) {
        const run = () => this.#decider(number).clearInBulk();
        this.agenda.add({
          what: `${number} decides in bulk`,
          at: this.week.at(day, time),
          by: this.week.at(byDay, by),
          run,
        });
      }
    }
  }

  #stuck(): void {
    const { organisation, plan } = this.office.options;
    for (const { owner, lead, subject, ends } of plan.stuck) {
      if (ends === 'decided-after-reminder') {
        const run = () => this.#decider(lead).decideWhen(owner, subject, (task) => task.reminders > 0);
        this.agenda.add({
          what: `${lead} is reminded`,
          at: this.week.at(2, '15:00'),
          by: this.week.at(3, '07:00'),
          run,
        });
      } else if (ends === 'decided-by-next-manager') {
        const { manager } = organisation.person(lead);
        const run = () => this.#decider(manager).decideWhen(owner, subject, () => true);
        this.agenda.add({
          what: `${manager} takes over`,
          at: this.week.at(3, '10:45'),
          by: this.week.at(3, '19:00'),
          run,
        });
      } else if (subject === 'plan') {
        // The deadline decides for the lead; HR's link comes afterwards.
        const run = () => this.#decider(this.office.hrFor(owner)).decideWhen(owner, subject, () => true);
        this.agenda.add({
          what: `HR takes what the deadline passed on`,
          at: this.week.at(4, '14:30'),
          by: this.week.at(5, '08:00'),
          run,
        });
      }
    }
  }

  #decider(number: string): Decider {
    const known = this.#deciders.get(number);
    if (known !== undefined) return known;
    const made = new Decider(this.office, number, (owner, subject) => this.#mend(owner, subject));
    this.#deciders.set(number, made);
    return made;
  }

  /** Returned sheets come back an hour and a half later. */
  #mend(owner: string, subject: Subject): void {
    const employee = new Employee(this.office, owner);
    const at = instantFromMs(instantMs(this.office.options.time.now()) + 90 * 60_000);
    const by = subject === 'plan' ? this.week.at(2, '09:30') : this.week.at(5, '17:30');
    const run = () => (subject === 'plan' ? employee.resubmitPlan() : employee.resubmitReport());
    this.agenda.add({ what: `${owner} mends the ${subject}`, at, by, run });
  }
}
