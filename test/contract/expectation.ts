import { may, scopesFor, type Action, type Resource } from '@goalbeat/domain/access/policy';
import type { Actor, Answer } from './actor.js';
import { nameOf, type Operation } from './operations.js';

/** `either`: the actor holds the action, but only for part of what belongs to the whole company; the service decides. */
export type Expected = 'allow' | 'deny' | 'either';
export type Seen = 'allow' | 'deny' | 'unclear' | 'broken';

/** What else opens an address, beside the permission it declares. */
const ALSO: Readonly<Record<string, Action>> = {
  // The owner writes their sheet, their lead and HR adjust it.
  'PATCH /api/goals/v1/goal-sheets/{id}': 'goals.sheet.adjust',
  'POST /api/goals/v1/goal-sheets/{id}/plan': 'goals.sheet.adjust',
  'POST /api/goals/v1/goal-sheets/{id}/progress': 'goals.sheet.adjust',
};
/** Who may decide is whoever was asked: a matter of the approval, proved in test/e2e/decisions. */
const ASKED = new Set<Action>(['approvals.decide']);
/** Lists open, besides to those who read them anyway, to whoever is asked to sign them: proved beside the service. */
const ASKED_TO_SIGN = new Set<Action>(['payroll.list.read.asked', 'payroll.list.hold']);

export function expectationOf(actor: Actor, operation: Operation, resource: Resource): Expected {
  const { action } = operation;
  if (action === null) return 'either';
  if (ASKED_TO_SIGN.has(action) && !may(actor.principal, 'payroll.list.read', resource)) return 'either';
  const also = ALSO[nameOf(operation)];
  if (may(actor.principal, action, resource)) return 'allow';
  if (also !== undefined && may(actor.principal, also, resource)) return 'allow';
  const partly = scopesFor(actor.principal, action).length > 0;
  if (partly && (resource.personId === undefined || ASKED.has(action))) return 'either';
  return 'deny';
}

/** Four eyes and a wrong state are told to those who have the right. */
export function verdictOf({ status, code, field }: Answer): Seen {
  if (status >= 500 || status === 401 || status === 429) return 'broken';
  // Somebody without the right is not told either which part of their body is wrong.
  if (code === 'four-eyes' || (status === 404 && field !== '')) return 'allow';
  if (status === 403 || status === 404) return 'deny';
  return status === 400 || status === 415 ? 'unclear' : 'allow';
}
