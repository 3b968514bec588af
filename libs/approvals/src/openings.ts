import { Injectable } from '@nestjs/common';
import { type ChainFacts, conditionsOf, nextStep } from '@goalbeat/domain/approval/chain';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import { ApprovalChange } from './approval-change.js';
import { ApprovalStore } from './approval.store.js';
import { quietHoursOf } from './cycle-follower.js';
import type { Opening } from './opening.js';
import { orgRequest } from './plan-step.js';
import { BY_ENGINE, NOBODY, Progress } from './progress.js';
import { SubjectHandlers } from './subject-handlers.js';

@Injectable()
export class Openings {
  constructor(
    private readonly store: ApprovalStore,
    private readonly progress: Progress,
    private readonly handlers: SubjectHandlers,
    private readonly org: OrgCopy,
  ) {}

  async open(tx: Tx, opening: Opening): Promise<string> {
    const facts = await this.#facts(tx, opening);
    this.#refuseUnsignedMoney(opening, facts);
    const { chain, facts: _given, beneficiaryIds, quietHours: own, ...given } = opening;
    const { cycleId } = opening;
    const quietHours = own === undefined && cycleId !== null ? await quietHoursOf(tx, cycleId) : (own ?? null);
    const subject = { ...given, quietHours };
    const first = nextStep(chain, null, facts);
    const [context, held] = await Promise.all([
      this.org.context(tx, orgRequest({ ...subject, beneficiaryIds: [...beneficiaryIds] }, first)),
      this.store.isHeld(tx, opening.cycleId),
    ]);
    const change = new ApprovalChange({
      approval: {
        ...subject,
        id: uuidv7(),
        chain,
        facts,
        beneficiaryIds: [...beneficiaryIds],
        round: 0,
        state: 'open',
        stepNo: 0,
        version: 0,
        openedAt: context.now,
        closedAt: null,
      },
      step: null,
      tasks: [],
      clock: context.clock,
      now: context.now,
      held,
    });
    const decided = !(await this.progress.openNext(tx, change, context));
    if (decided) {
      change.close('approved');
      // No workflow was ever started for it.
      change.news.length = 0;
      change.log('approved', BY_ENGINE, { reason: 'no-step-applies' });
    }
    await this.store.insert(tx, change);
    if (decided) await this.progress.tellOwner(tx, change, 'approved', NOBODY);
    return change.approval.id;
  }

  /** The unit as it is when the subject is handed in: who moves afterwards does not change what was asked. */
  async #facts(tx: Tx, { chain, facts, unitId, ownerId }: Opening): Promise<ChainFacts> {
    const asked = chain.some((step) => conditionsOf(step).some((condition) => condition.fact === 'unit'));
    if (!asked || facts.units !== undefined) return facts;
    const unit = unitId ?? (ownerId === null ? null : (await this.org.person(tx, ownerId)).unitId);
    return unit === null ? facts : { ...facts, units: await this.org.unitCodes(tx, unit) };
  }

  /** Money is never approved by the passing of time. */
  #refuseUnsignedMoney(opening: Opening, facts: ChainFacts): void {
    if (this.handlers.of(opening.subjectKind).money !== true) return;
    const at = opening.chain.findIndex((step) => step.ladder.last.action === 'approve');
    if (at >= 0) {
      throw new DomainError('validation', 'Where money is decided the last action of a ladder is never approve.', {
        field: `chain.${at}.ladder.last.action`,
      });
    }
    if (nextStep(opening.chain, null, facts) === null) {
      throw new DomainError('validation', 'Where money is decided at least one step must apply.', { field: 'chain' });
    }
  }
}
