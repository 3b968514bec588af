import { Injectable } from '@nestjs/common';
import type { Assign, ChainStep } from '@goalbeat/domain/approval/chain';
import { chooseOrReplace, type OrgView, type SkipWhy } from '@goalbeat/domain/approval/assignees';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Data } from './cycle-definition.repository.js';
import { at, type FieldProblem } from './problem.js';
import type { Covered } from './who.js';

export interface Approvers {
  /** People whose plan or report nobody could decide. */
  nobodyFor: {
    personId: string;
    number: string;
    name: string;
    step: string;
    why: { assign: Assign['kind']; skipped: SkipWhy[] };
  }[];
  /** Everybody whom the chains ask about them. */
  asked: ReadonlySet<string>;
  problems: FieldProblem[];
}

/** Tries the chains on the organisation as it is today, or by who is still with the company at a later instant. */
@Injectable()
export class ApproverCheck {
  constructor(private readonly org: OrgCopy) {}

  async of(tx: Tx, data: Data, people: readonly Covered[], asOf?: string): Promise<Approvers> {
    const chains = Object.values(data.chains).flatMap((chain) => chain ?? []);
    const roles = chains.flatMap((step) => (step.assign.kind === 'role' ? [step.assign.role] : []));
    const view = await this.org.orgView(tx, {
      personIds: people.map((person) => person.id),
      unitIds: people.map((person) => person.unitId),
      roles: [...new Set([...roles, 'hr-lead'])],
      numbers: chains.flatMap((step) => [
        ...(step.assign.kind === 'person' ? [step.assign.number] : []),
        ...(step.finalDecider === undefined ? [] : [step.finalDecider]),
      ]),
      asOf,
    });
    const asked = new Set<string>();
    const nobodyFor = people
      .filter((person) => !person.excepted)
      .flatMap((person) =>
        (['plan', 'report'] as const).flatMap((subject) =>
          data.chains[subject].flatMap((step) => {
            const chosen = whoDecides(view, step, person);
            for (const personId of chosen.personIds) asked.add(personId);
            const { id: personId, number, name } = person;
            const why = { assign: step.assign.kind, skipped: chosen.skipped };
            return chosen.personIds.length > 0 ? [] : [{ personId, number, name, step: `${subject}.${step.id}`, why }];
          }),
        ),
      );
    const problems = (['bonus-list', 'results'] as const).flatMap((subject) =>
      (data.chains[subject] ?? []).flatMap((step, n): FieldProblem[] =>
        whoDecides(view, step, null).personIds.length > 0
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
    return { nobodyFor, asked, problems };
  }
}

/** As the approval engine does it: whoever is missing is replaced by the final decider, and at last by HR's lead. */
function whoDecides(
  view: OrgView,
  step: Pick<ChainStep, 'assign' | 'finalDecider'>,
  owner: Covered | null,
): { personIds: readonly string[]; skipped: SkipWhy[] } {
  const { personIds, skipped } = chooseOrReplace(step, 1, view, {
    ownerId: owner?.id ?? null,
    unitId: owner?.unitId ?? null,
    requesterId: owner?.id ?? null,
    beneficiaryIds: new Set(owner === null ? [] : [owner.id]),
  });
  return { personIds, skipped: skipped.map(({ why }) => why) };
}
