import { settleReferences, type Course, type Reference } from './settle-references.js';

/**
 * What is wrong with whom rows point at that are refused for something else: all of a row is told at once. Who stands in the file is taken
 * as somebody who will be there.
 * @param wrong the refused rows; `good` the others
 * @returns for each refused row what is wrong, in their order
 */
export function referencesOfWrongRows(
  wrong: readonly Reference[],
  good: readonly Reference[],
  course: Course,
): (string | undefined)[] {
  if (wrong.length === 0) return [];
  const existing = new Map<string, string | null>(course.existing);
  for (const { key } of [...good, ...wrong]) if (!existing.has(key)) existing.set(key, null);
  const isUnknown = ({ to }: Reference): boolean => to !== null && !existing.has(to);
  // Of two rows of one key the first is the one that would stand.
  const asked = new Map(good.map((row) => [row.key, row]));
  for (const row of wrong) if (!isUnknown(row) && !asked.has(row.key)) asked.set(row.key, row);
  const refused = settleReferences([...asked.values()], { ...course, existing });
  return wrong.map((row) => {
    if (isUnknown(row)) return `${row.to} is not known`;
    return asked.get(row.key) === row ? refused.get(row.key) : undefined;
  });
}
