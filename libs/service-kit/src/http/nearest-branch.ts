import { pathOf, valueAt, type Issue, type Path } from './zod-issue.js';

/** Far worse than any number of wrong members: another kind of thing altogether. */
const OTHER_KIND = 1_000;
/** A member that says which branch is meant says another one. */
const OTHER_BRANCH = 50;
const UNKNOWN_MEMBER = 3;
const MISSING_MEMBER = 2;

/** How far a value is from a branch, by what is wrong with it there. */
function distance(issues: readonly Issue[], value: unknown): number {
  return issues.reduce((sum, issue) => sum + distanceOf(issue, value), 0);
}

function distanceOf(issue: Issue, value: unknown): number {
  const path = pathOf(issue);
  switch (issue.code ?? '') {
    case 'invalid_union': {
      const inside = valueAt(value, path);
      const branches = (issue.errors ?? []).map((branch) => distance(branch, inside));
      return branches.length === 0 ? OTHER_BRANCH : Math.min(...branches);
    }
    case 'unrecognized_keys':
      return UNKNOWN_MEMBER * (issue.keys?.length ?? 1);
    case 'invalid_type':
    case 'invalid_value':
      if (path.length === 0) return OTHER_KIND;
      if (valueAt(value, path) === undefined) return MISSING_MEMBER;
      return issue.code === 'invalid_value' && issue.values?.length === 1 ? OTHER_BRANCH : 1;
    default:
      return 1;
  }
}

const below = (issue: Issue, path: Path): Issue => ({ ...issue, path: [...path, ...pathOf(issue)] });

/** The same member of every branch has another of its choices: all of them together are the choice. */
function oneChoice(branches: readonly (readonly Issue[])[], value: unknown): Issue | null {
  const [first = []] = branches;
  for (const issue of first) {
    if (issue.code !== 'invalid_value') continue;
    const path = pathOf(issue);
    const name = path.join('.');
    const same = branches.map((branch) =>
      branch.find((one) => one.code === 'invalid_value' && pathOf(one).join('.') === name),
    );
    if (same.some((one) => one === undefined)) continue;
    if (path.length > 0 && valueAt(value, path) === undefined && branches.length > 1) continue;
    return { ...issue, values: [...new Set(same.flatMap((one) => one?.values ?? []))] };
  }
  return null;
}

/**
 * Of a value that fits no branch of a union: what keeps it from the branch that it is nearest to. Null where it is so far from
 * all of them that only the branches themselves can be named.
 */
export function nearestBranch(union: Issue, root: unknown): Issue[] | null {
  const path = pathOf(union);
  const value = valueAt(root, path);
  const branches = union.errors ?? [];
  const kind = branches.filter((branch) => distance(branch, value) < OTHER_KIND);
  if (kind.length === 0) return null;
  const choice = oneChoice(kind, value);
  if (choice !== null) return [below(choice, path)];
  const ranked = kind.map((branch) => ({ branch, far: distance(branch, value) })).toSorted((a, b) => a.far - b.far);
  const [best, second] = ranked;
  if (best === undefined) return null;
  // An empty object is as near to one as to the other.
  const empty = value !== null && typeof value === 'object' && Object.keys(value).length === 0;
  if (empty && second?.far === best.far) return null;
  return best.branch.flatMap((issue) => {
    const inner = below(issue, path);
    return inner.code === 'invalid_union' ? (nearestBranch(inner, root) ?? [inner]) : [inner];
  });
}
