/** Rows as the customer's files have them; an empty string is an empty cell. */
export interface UnitRow {
  code: string;
  name: string;
  kind: 'group' | 'department';
  parent: string;
  head: string;
  zone: string;
  currency: string;
  calendar: string;
}
export interface PersonRow {
  number: string;
  name: string;
  email: string;
  unit: string;
  job_family: string;
  grade: string;
  manager: string;
  joined: string;
  left: string;
  roles: string;
}
export interface CompanyRows {
  units: UnitRow[];
  people: PersonRow[];
}

/** Directory's code of the unit that every tenant is founded with. */
export const ROOT_UNIT = 'ROOT';
