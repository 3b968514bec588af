import type { VersionDiff } from '@goalbeat/contracts/goals/definition-http';
import type { z } from 'zod';

type Change = z.infer<typeof VersionDiff>['changes'][number];

/** By what entries of a list are told apart, so that one that moved up is not a change of every one below it. */
const NAMES = ['step', 'id', 'code', 'start'] as const;

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function nameOf(item: unknown): string | null {
  if (!isPlain(item)) return null;
  for (const name of NAMES) if (typeof item[name] === 'string') return item[name];
  return null;
}

/** Members by name; a list of things with names counts as such. Null for a value that is compared as a whole. */
function members(value: unknown): ReadonlyMap<string, unknown> | null {
  if (isPlain(value)) return new Map(Object.entries(value).filter(([, one]) => one !== undefined));
  if (!Array.isArray(value) || value.length === 0) return null;
  const named = value.map((item: unknown) => [nameOf(item), item] as const);
  const names = new Set(named.map(([name]) => name));
  if (names.has(null) || names.size !== value.length) return null;
  return new Map(named.map(([name, item]) => [name ?? '', item]));
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What differs, field by field, in the order of the newer one. */
export function versionDiff(before: unknown, after: unknown, field = ''): Change[] {
  const [old, now] = [members(before), members(after)];
  if (old === null || now === null) {
    const [was, is] = [textOf(before), textOf(after)];
    return was === is ? [] : [{ field, before: was, after: is }];
  }
  const names = [...new Set([...now.keys(), ...old.keys()])];
  return names.flatMap((name) => versionDiff(old.get(name), now.get(name), field === '' ? name : `${field}.${name}`));
}
