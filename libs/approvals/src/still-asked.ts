import { chooseAssignees, type OrgView } from '@goalbeat/domain/approval/assignees';
import type { ChainStep } from '@goalbeat/domain/approval/chain';
import type { OrgContext } from '@goalbeat/org-copy/org-types';
import { choiceOf, hrLeads, type Subject } from './plan-step.js';

/**
 * May whoever was asked because of a role still decide? Only while they hold it here; hr-lead, asked where nobody held it,
 * only while it still falls to them. A task outlives the role by which it was given.
 */
export function isStillAsked(subject: Subject, step: ChainStep, assigneeId: string, org: OrgContext): boolean {
  const { assign } = step;
  if (assign.kind !== 'role') return true;
  const places = [...unitsUp(subject, org.view), null];
  if (places.some((place) => org.view.holders(assign.role, place).includes(assigneeId))) return true;
  const nobody = chooseAssignees(assign, org.view, choiceOf(subject)).personIds.length === 0;
  return nobody && hrLeads(subject, org).includes(assigneeId);
}

/** A set, since a broken organisation may loop. */
function unitsUp({ unitId, ownerId }: Subject, view: OrgView): Set<string> {
  const units = new Set<string>();
  let unit = unitId ?? (ownerId === null ? null : view.unitOf(ownerId));
  while (unit !== null && !units.has(unit)) {
    units.add(unit);
    unit = view.parentUnit(unit);
  }
  return units;
}
