import type { CompanyFiles } from '@goalbeat/examples/company-files';
import { ROOT_UNIT, type PersonRow, type UnitRow } from '@goalbeat/examples/make-company';

/** Who is who in the customer's files. Numbers throughout. */
export class Organisation {
  readonly people: ReadonlyMap<string, PersonRow>;
  readonly departments: readonly UnitRow[];
  /** Who gets a sheet. */
  readonly participants: readonly PersonRow[];

  constructor(
    files: CompanyFiles,
    readonly weekStart: string,
  ) {
    const except = new Set(files.definition.data.who.except);
    this.people = new Map(files.people.map((person) => [person.number, person]));
    // Where people work: a department that only holds teams has no desk of its own.
    const working = new Set(files.people.map((person) => person.unit));
    this.departments = files.units.filter((unit) => unit.code !== ROOT_UNIT && working.has(unit.code));
    this.participants = files.people.filter(
      (person) => !except.has(person.number) && (person.left === '' || person.left >= weekStart),
    );
  }

  person(number: string): PersonRow {
    const found = this.people.get(number);
    if (found === undefined) throw new Error(`There is nobody with number ${number}`);
    return found;
  }

  name(number: string): string {
    return this.person(number).name;
  }

  holder(role: string): string {
    const found = this.holders(role)[0];
    if (found === undefined) throw new Error(`Nobody holds ${role}`);
    return found;
  }

  holders(role: string): string[] {
    const has = ({ roles }: PersonRow) => roles.split(';').some((word) => word.split('@')[0] === role);
    return [...this.people.values()].filter(has).map((person) => person.number);
  }

  get boss(): string {
    const found = [...this.people.values()].find((person) => person.manager === '');
    if (found === undefined) throw new Error('Everybody has a manager');
    return found.number;
  }

  /** The first in line for HR's step: the lead named for the company's root unit. */
  get hrLead(): string {
    const found = [...this.people.values()].find((person) => person.roles.includes(`hr-lead@${ROOT_UNIT}`));
    return found?.number ?? this.holder('hr-lead');
  }

  teamOf(lead: string): PersonRow[] {
    return this.participants.filter((person) => person.manager === lead);
  }

  /** Everybody whose desk gets plans and reports. */
  get managers(): string[] {
    return [...new Set(this.participants.map((person) => person.manager))];
  }

  /** Heads of business departments: not HR, not finance, with a team. */
  get leads(): string[] {
    const staff = new Set(['hr', 'finance']);
    return this.departments
      .map((unit) => unit.head)
      .filter((head) => !staff.has(this.person(head).job_family) && this.teamOf(head).length > 0);
  }

  departmentOf(number: string): string {
    const { unit } = this.person(number);
    return this.departments.find((one) => one.code === unit)?.name ?? '公司总部';
  }
}
