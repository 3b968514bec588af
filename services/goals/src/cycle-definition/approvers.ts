import { Injectable } from '@nestjs/common';
import type { Assign } from '@goalbeat/domain/approval/chain';
import { chooseAssignees, type OrgView } from '@goalbeat/domain/approval/assignees';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Data } from './cycle-definition.repository.js';
import { at, type FieldProblem } from './problem.js';
import type { Covered } from './who.js';

/** As the approval engine does it: whoever is missing is at last replaced by the HR lead. */
const LAST_RESORT: Assign = { kind: 'role', role: 'hr-lead', scope: 'tenant' };

export interface Approvers {
  /** People whose plan or report nobody could decide. */
  nobodyFor: { personId: string; step: string }[];
  problems: FieldProblem[];
}

/** Tries the chains on the organisation as it is today. */
@Injectable()
export class ApproverCheck {
  constructor(private readonly org: OrgCopy) {}

  async of(tx: Tx, data: Data, people: readonly Covered[]): Promise<Approvers> {
    const chains = Object.values(data.chains).flatMap((chain) => chain ?? []);
    const roles = chains.flatMap((step) => (step.assign.kind === 'role' ? [step.assign.role] : []));
    const view = await this.org.orgView(tx, {
      personIds: people.map((person) => person.id),
      unitIds: people.map((person) => person.unitId),
      roles: [...new Set([...roles, 'hr-lead'])],
      numbers: chains.flatMap((step) => (step.assign.kind === 'person' ? [step.assign.number] : [])),
    });
    const nobodyFor = people
      .filter((person) => !person.excepted)
      .flatMap((person) =>
        (['plan', 'report'] as const).flatMap((subject) =>
          data.chains[subject].flatMap((step) =>
            canDecide(view, step.assign, person) ? [] : [{ personId: person.id, step: `${subject}.${step.id}` }],
          ),
        ),
      );
    const problems = (['bonus-list', 'results'] as const).flatMap((subject) =>
      (data.chains[subject] ?? []).flatMap((step, n): FieldProblem[] =>
        canDecide(view, step.assign, null)
          ? []
          : [
              at(
                `chains.${subject}.${n}.assign`,
                'nobody could decide this: give somebody the role, or choose a person',
                '没有人可以审批：请授予相应角色，或指定一人',
                'nobody-to-approve',
              ),
            ],
      ),
    );
    return { nobodyFor, problems };
  }
}

function canDecide(view: OrgView, assign: Assign, owner: Covered | null): boolean {
  const subject = {
    ownerId: owner?.id ?? null,
    unitId: owner?.unitId ?? null,
    requesterId: owner?.id ?? null,
    beneficiaryIds: new Set(owner === null ? [] : [owner.id]),
  };
  return [assign, LAST_RESORT].some((one) => chooseAssignees(one, view, subject).personIds.length > 0);
}
