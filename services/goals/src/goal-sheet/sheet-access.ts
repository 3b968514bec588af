import { Injectable } from '@nestjs/common';
import { may, requireMay, type Action, type Resource } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface Owned {
  personId: string;
  unitId: string;
  approvalId?: string | null;
}

/** One default-deny check for everything that belongs to a sheet. */
@Injectable()
export class SheetAccess {
  constructor(private readonly org: OrgCopy) {}

  /**
   * Any one of the actions is enough: the owner writes, the lead adjusts.
   * @throws forbidden
   */
  async require(tx: Tx, principal: Principal, actions: readonly [Action, ...Action[]], sheet: Owned): Promise<void> {
    const own: Resource = { tenantId: tx.tenantId, personId: sheet.personId };
    if (actions.some((action) => may(principal, action, own))) return;
    const [managerLine, unitPath] = await Promise.all([
      this.org.managerLine(tx, sheet.personId),
      this.org.unitPath(tx, sheet.unitId),
    ]);
    const resource: Resource = { ...own, managerLine, unitPath };
    if (actions.some((action) => may(principal, action, resource))) return;
    requireMay(principal, actions[0], resource);
  }

  /** As `require`, and whoever is asked to decide about the sheet may look at it, also when they only stand in. */
  async requireRead(tx: Tx, principal: Principal, action: Action, sheet: Owned): Promise<void> {
    if (await this.#isAsked(tx, principal, sheet)) return;
    await this.require(tx, principal, [action], sheet);
  }

  async #isAsked(tx: Tx, principal: Principal, sheet: Owned): Promise<boolean> {
    if (principal.kind !== 'person' || principal.personId === null || principal.personId === sheet.personId)
      return false;
    if (sheet.approvalId === undefined || sheet.approvalId === null) return false;
    const now = await this.org.now(tx);
    const asked = await tx.maybe(
      `SELECT 1 FROM approval_task t WHERE t.approval_id = $1 AND t.state = 'open' AND (t.assignee_id = $2::uuid OR t.assignee_id IN (
         SELECT d.from_person_id FROM org_delegation d WHERE d.to_person_id = $2::uuid AND NOT d.cancelled
           AND d.valid_from <= $3 AND d.valid_to > $3 AND (d.kinds IS NULL OR t.subject_kind = ANY(d.kinds)))) LIMIT 1`,
      [sheet.approvalId, principal.personId, now],
    );
    return asked !== undefined;
  }
}
