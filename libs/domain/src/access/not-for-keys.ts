/** Keys that made keys would outlive their own revocation; and whoever decides or signs in is a person. */
const NOT_FOR_KEYS = [
  'directory.api-keys',
  'directory.accounts',
  'directory.roles',
  'directory.sessions',
  'directory.password',
  'directory.sign-in',
  'approvals.decide',
  'installation',
] as const;

/** Whether what a scope opens is for people: an area of theirs, a part of one, or what holds one. */
export const isForPeople = (scope: string): boolean =>
  NOT_FOR_KEYS.some((area) => area === scope || area.startsWith(`${scope}.`) || scope.startsWith(`${area}.`));
