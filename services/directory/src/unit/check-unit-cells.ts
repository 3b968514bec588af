import { isCurrency } from '@goalbeat/domain/money/currency';
import { zoneProblem } from '../tenant/zone-problem.js';

export const UNIT_KINDS = ['group', 'branch', 'department'] as const;
export const UNIT_COLUMNS = {
  required: ['code', 'name', 'kind'],
  optional: ['parent', 'head', 'zone', 'currency', 'calendar'],
} as const;
export type UnitColumn = (typeof UNIT_COLUMNS)['required' | 'optional'][number];
type Problem = { column: string; message: string };

const CODE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** What is wrong with one row by itself. */
export function checkUnitCells(
  cells: Partial<Record<UnitColumn, string>>,
  world: { calendars: ReadonlySet<string> },
): Problem[] {
  const problems: Problem[] = [];
  const wrong = (column: UnitColumn, message: string) => problems.push({ column, message });
  if (!CODE.test(cells.code ?? '')) wrong('code', 'takes letters, digits, - and _, at most 64');
  const name = cells.name ?? '';
  if (name === '' || name.length > 200) wrong('name', 'takes 1 to 200 characters');
  if (!UNIT_KINDS.some((kind) => kind === cells.kind)) wrong('kind', `is one of ${UNIT_KINDS.join(', ')}`);
  const zone = cells.zone ? zoneProblem(cells.zone) : null;
  if (zone !== null) wrong('zone', zone);
  if (cells.currency && !isCurrency(cells.currency)) wrong('currency', `${cells.currency} is not an ISO 4217 code`);
  if (cells.calendar && !world.calendars.has(cells.calendar)) wrong('calendar', `${cells.calendar} is not known`);
  if (cells.head && !CODE.test(cells.head)) wrong('head', 'is a person number');
  return problems;
}
