import { Injectable } from '@nestjs/common';
import { Id } from '@goalbeat/contracts/wire';
import { may, scopesFor } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { ProcessLogAccess } from '@goalbeat/service-kit/process-log/process-log-access';

/** Units of everybody whom the subject pays; a run's and a list's log tells of single lines and their amounts. */
const PEOPLE = {
  'bonus-list': 'SELECT DISTINCT unit_path AS path FROM bonus_line WHERE list_id = $1',
  'submit-bonus-list': 'SELECT DISTINCT unit_path AS path FROM bonus_line WHERE list_id = $1',
  'payout-run': 'SELECT DISTINCT unit_path AS path FROM bonus_line WHERE run_id = $1',
} as const;
const isOfMany = (kind: string): kind is keyof typeof PEOPLE => Object.hasOwn(PEOPLE, kind);

const PAYOUT = `SELECT p.person_id AS "personId", l.unit_path AS "unitPath"
FROM payout p JOIN bonus_line l ON l.id = p.line_id WHERE p.id = $1`;

/** HR and finance read of lists and runs whose people are all theirs, everybody of their own payouts. */
@Injectable()
export class PayrollLogAccess implements ProcessLogAccess {
  // They name amounts.
  readonly detailsNeed = 'payroll.list.read';

  async mayRead(tx: Tx, principal: Principal, subject: { kind: string; id: string }): Promise<boolean> {
    const { kind, id } = subject;
    if (kind === 'asset') return scopesFor(principal, 'payroll.pay-plan.read').length > 0;
    if (!Id.safeParse(id).success) return false;
    if (kind === 'pay-plan') return scopesFor(principal, 'payroll.pay-plan.read').length > 0;
    if (kind === 'stop-switch') return scopesFor(principal, 'payroll.stop-switch.read').length > 0;
    if (kind === 'reconciliation') return may(principal, 'payroll.reconciliation.read', { tenantId: tx.tenantId });
    if (kind === 'cycle') return scopesFor(principal, 'payroll.list.read').length > 0;
    if (kind === 'payout') {
      const payout = await tx.maybe<{ personId: string; unitPath: string[] }>(PAYOUT, [id]);
      return payout !== undefined && may(principal, 'payroll.payout.read', { tenantId: tx.tenantId, ...payout });
    }
    if (!isOfMany(kind)) return false;
    const units = await tx.query<{ path: string[] }>(PEOPLE[kind], [id]);
    return (
      units.length > 0 &&
      units.every(({ path }) => may(principal, 'payroll.list.read', { tenantId: tx.tenantId, unitPath: path }))
    );
  }
}
