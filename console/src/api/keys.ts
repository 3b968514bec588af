export type Area = 'directory' | 'goals' | 'appraisal' | 'payroll' | 'gateway';
/**
 * `[area, noun, id or query, …]`. The noun is the subject kind of the process log (goal-sheet, payout, cycle …): live news name
 * it, so a key by this form is refreshed when somebody changes what it shows.
 */
export type Key = readonly [
  area: Area,
  noun: string,
  which: string | Readonly<Record<string, unknown>>,
  ...rest: unknown[],
];

export const listKey = (area: Area, noun: string, query: Readonly<Record<string, unknown>> = {}): Key => [
  area,
  noun,
  query,
];
export const oneKey = (area: Area, noun: string, id: string, ...rest: unknown[]): Key => [area, noun, id, ...rest];

export interface Change {
  readonly kind: string;
  /** null: many of this kind. */
  readonly id: string | null;
}

/** Does what happened concern what is kept under this key? A list may hold anything of its kind. */
export function concerns(key: readonly unknown[], { kind, id }: Change): boolean {
  const [, noun, which] = key;
  if (noun !== kind && !key.slice(3).includes(kind)) return false;
  return id === null || typeof which !== 'string' || key.includes(id) || noun !== kind;
}
