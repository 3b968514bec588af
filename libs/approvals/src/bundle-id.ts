import { createHash } from 'node:crypto';

/** The same for the same five, whoever works it out: bundles need no row of their own. Shaped as a UUID of version 8. */
export function bundleIdOf(of: {
  personId: string;
  cycleId: string;
  unitId: string;
  subjectKind: string;
  stepId: string;
}): string {
  const { personId, cycleId, unitId, subjectKind, stepId } = of;
  const hash = createHash('sha256').update([personId, cycleId, unitId, subjectKind, stepId].join('/')).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
