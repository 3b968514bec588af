import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type {
  ApprovalInQuestion,
  ApprovalOutcome,
  ClosedApproval,
  ClosingDetail,
  SubjectHandler,
} from '@goalbeat/approvals/subject-handler';
import type { Principal } from '@goalbeat/domain/access/roles';
import { nextBonusList } from '@goalbeat/domain/bonus-list/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { Organisation } from '../organisation/organisation.service.js';
import { RunProgress } from '../payout-run/run-progress.js';
import { RefusedCorrections } from '../correction/refused-corrections.js';
import { BonusLineRepository } from './bonus-line.repository.js';
import { BonusListRepository, type ListRow } from './bonus-list.repository.js';
import { listTitle } from './draft-lists.js';
import { listHash } from './list-hash.js';
import { BONUS_LIST } from './submit-bonus-list.js';

/** A list that nobody of finance is left to sign. */
const UNSIGNED = 'list-without-signer';

/** What a signature, a return or a refusal means for the list. */
@Injectable()
export class BonusListHandler implements SubjectHandler {
  readonly subjectKinds = [BONUS_LIST];
  readonly money = true;

  constructor(
    private readonly authority: MoneyAuthority,
    private readonly lists: BonusListRepository,
    private readonly lines: BonusLineRepository,
    private readonly progress: RunProgress,
    private readonly engine: ApprovalEngine,
    private readonly organisation: Organisation,
    private readonly refused: RefusedCorrections,
  ) {}

  /** @throws step-up-required; unavailable while directory cannot be asked; forbidden */
  beforeDecide(principal: Principal, approval: ApprovalInQuestion): Promise<void> {
    return this.authority.requireDecision(principal, approval);
  }

  /** @throws unavailable while directory cannot be asked; forbidden */
  beforeHandle(principal: Principal): Promise<Principal> {
    return this.authority.confirmPrincipal(principal, 'approvals.reassign');
  }

  async onClosed(tx: Tx, approval: ClosedApproval, outcome: ApprovalOutcome, detail: ClosingDetail): Promise<void> {
    const list = await this.lists.lock(tx, approval.subjectId);
    await this.engine.closeTodos(tx, { subjectKind: UNSIGNED, subjectIds: [list.id] });
    switch (outcome) {
      case 'approved':
        await this.#sign(tx, list, detail);
        break;
      case 'returned':
      case 'withdrawn':
        await this.#giveBack(tx, list);
        break;
      case 'rejected':
        await this.lists.setState(tx, list.id, nextBonusList(list.state, 'cancel'));
        await this.lines.release(tx, list.id);
        await this.refused.undo(tx, list.id);
        break;
    }
    tx.log({
      subjectKind: BONUS_LIST,
      subjectId: list.id,
      cycleId: list.cycleId,
      action: outcome === 'approved' ? 'signed' : outcome,
      actorKind: detail.by.kind,
      actorId: detail.by.personId,
      onBehalfOf: detail.by.onBehalfOf,
      channel: detail.by.kind === 'deadline' ? 'timer' : 'web',
      at: detail.at,
      reason: detail.comment,
      details: {
        approvalId: approval.id,
        round: approval.round,
        hash: list.hash,
        total: list.totalMinor,
        currency: list.currency,
      },
    });
    await this.progress.followLists(tx, list.runId);
  }

  /** Operations and HR, who give roles, find somebody of finance; whoever was asked stays asked. */
  async onNobodyAbove(tx: Tx, approval: ClosedApproval): Promise<void> {
    const list = await this.lists.find(tx, approval.subjectId);
    const operators = await this.organisation.firstHolders(tx, ['ops', 'admin']);
    const leads = await this.organisation.firstHolders(tx, ['hr-lead']);
    await this.engine.openTodo(tx, {
      subjectKind: UNSIGNED,
      subjectId: list.id,
      title: `${listTitle(list, list.part)}：${bothLanguages('没有其他财务人员可以审批，请补充财务角色或另行指派', 'nobody else of finance can sign it, give somebody the role or the task')}`,
      assigneeIds: [...new Set([...operators, ...leads].map(({ id }) => id))],
      cycleId: list.cycleId,
      unitId: null,
      dueAt: null,
    });
  }

  async #sign(tx: Tx, list: ListRow, detail: ClosingDetail): Promise<void> {
    nextBonusList(list.state, 'sign');
    // The engine refuses such ladders for money; should one ever come through, no person has signed.
    if (detail.by.personId === null)
      throw new DomainError('four-eyes', 'Money is signed by a person, never by a deadline.');
    const hash = listHash(await this.lines.ofList(tx, list.id));
    if (hash !== list.hash) {
      throw new DomainError('wrong-state', 'The list is not what was submitted.', {
        details: { submitted: list.hash, found: hash },
      });
    }
    await this.lists.signed(tx, list.id, detail.by.personId, detail.at);
    await this.lines.signReady(tx, list.id);
  }

  async #giveBack(tx: Tx, list: ListRow): Promise<void> {
    await this.lists.setState(tx, list.id, nextBonusList(list.state, 'return'));
    await this.engine.openTodo(tx, {
      subjectKind: 'submit-bonus-list',
      subjectId: list.id,
      title: listTitle(list, list.part),
      assigneeIds: list.makerId === null ? [] : [list.makerId],
      cycleId: list.cycleId,
      unitId: null,
      dueAt: null,
    });
  }
}
