import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import { Organisation } from '../../organisation/organisation.service.js';
import { AskChange } from '../two-people/ask-change.js';
import { HandOverMessageRepository } from '../hand-over-message.repository.js';

/** Subject kinds of finance's todos; the subject is the batch. */
export const REFUSED = 'payout-refused';
export const UNCLEAR = 'payout-unclear';
export const UNREACHABLE = 'payout-unreachable';
/** About two minutes after the first: whoever restarts is back by then. */
export const UNREACHABLE_AFTER = 8;

const TASKS = [
  {
    kind: REFUSED,
    state: 'refused',
    title: (n: number) =>
      bothLanguages(
        `${n} 笔发放未被薪资系统接收，请处理后重新发送`,
        `payroll did not take ${n} payouts: mend what is wrong and send them again`,
      ),
  },
  {
    kind: UNCLEAR,
    state: 'unclear',
    title: (n: number) =>
      bothLanguages(
        `${n} 笔发放是否到达薪资系统不明，请核实`,
        `it is not known whether ${n} payouts reached payroll: find out`,
      ),
  },
] as const;

/** What finance, or operations, must look at: one todo a batch and kind, open as long as one of its payouts is so. */
@Injectable()
export class DeliveryTasks {
  constructor(
    private readonly messages: HandOverMessageRepository,
    private readonly organisation: Organisation,
    private readonly engine: ApprovalEngine,
    private readonly asking: AskChange,
  ) {}

  /** Call after messages of these batches changed. */
  async follow(tx: Tx, batchIds: readonly string[]): Promise<void> {
    await this.asking.overtake(tx, { payoutIds: [], batchIds });
    for (const batchId of [...new Set(batchIds)].toSorted()) {
      for (const { kind, state, title } of TASKS) {
        const owners = await this.messages.ownersOf(tx, batchId, state);
        const n = owners.length;
        if (n === 0) {
          await this.engine.closeTodos(tx, { subjectKind: kind, subjectIds: [batchId] });
          continue;
        }
        await this.engine.openTodo(tx, {
          subjectKind: kind,
          subjectId: batchId,
          title: title(n),
          assigneeIds: await this.organisation.financeFor(tx, owners),
          cycleId: null,
          unitId: null,
          dueAt: null,
        });
      }
      await this.#reach(tx, batchId);
    }
  }

  /** Payroll has spoken of these payouts: nobody is asked to confirm what it has of them. */
  answered(tx: Tx, payoutIds: readonly string[]): Promise<void> {
    return this.asking.overtake(tx, { payoutIds, batchIds: [] });
  }

  /** An address that takes nothing, however often it is tried: open until the last of the batch has arrived or is somebody else's. */
  async #reach(tx: Tx, batchId: string): Promise<void> {
    const n = await this.messages.triedInVain(tx, batchId, UNREACHABLE_AFTER);
    if (n === 0) {
      await this.engine.closeTodos(tx, { subjectKind: UNREACHABLE, subjectIds: [batchId] });
      return;
    }
    const operations = await this.organisation.firstHolders(tx, ['ops', 'admin']);
    await this.engine.openTodo(tx, {
      subjectKind: UNREACHABLE,
      subjectId: batchId,
      title: bothLanguages(
        `薪资系统的接收地址无法送达：${n} 笔发放已尝试 ${UNREACHABLE_AFTER} 次以上，系统会继续重试`,
        `payroll’s address cannot be reached: ${n} payouts were tried ${UNREACHABLE_AFTER} times and more, and are tried on`,
      ),
      assigneeIds: [...new Set([...operations.map(({ id }) => id), ...(await this.organisation.finance(tx))])],
      cycleId: null,
      unitId: null,
      dueAt: null,
    });
  }
}
