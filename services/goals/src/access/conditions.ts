import { requireScopes, unitsFor, type Action } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';

/** Conditions of a list, with their parameters numbered as they come. */
export class Conditions {
  readonly values: unknown[] = [];
  readonly #parts: string[] = [];

  param(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  add(text: string): this {
    this.#parts.push(text);
    return this;
  }

  /** `equals('s.state', query.state)`; nothing when the value is absent. */
  equals(column: string, value: string | undefined, cast = ''): this {
    return value === undefined ? this : this.add(`${column} = ${this.param(value)}${cast}`);
  }

  get where(): string {
    return this.#parts.length === 0 ? '' : `WHERE ${this.#parts.join(' AND ')}`;
  }
}

/**
 * Only rows whose person and unit the principal may see.
 * @throws forbidden when the action is not theirs in any scope.
 */
export function addScope(
  conditions: Conditions,
  principal: Principal,
  action: Action,
  columns: { person: string; unit: string },
): Conditions {
  const scopes = requireScopes(principal, action);
  if (scopes.includes('tenant')) return conditions;
  const parts = scopes.map((scope) => {
    switch (scope) {
      case 'self':
        return `${columns.person} = ${conditions.param(principal.personId)}::uuid`;
      case 'tree':
        return `${columns.person} IN (WITH RECURSIVE tree(id) AS (
          SELECT p.id FROM org_person p WHERE p.manager_id = ${conditions.param(principal.personId)}::uuid
          UNION SELECT p.id FROM tree t JOIN org_person p ON p.manager_id = t.id) SELECT id FROM tree)`;
      case 'units':
        return `${columns.unit} IN (SELECT u.id FROM org_unit u WHERE u.path && ${conditions.param(unitsFor(principal, action))}::uuid[])`;
      case 'tenant':
        return 'TRUE';
    }
  });
  return conditions.add(`(${parts.join(' OR ')})`);
}
