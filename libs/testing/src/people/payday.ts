import { ApiProblem } from '@goalbeat/api-client/api-problem';
import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { DeskItem, Payout } from '@goalbeat/api-client/wire-types';
import type { Agenda } from './agenda.js';
import { pause, type Office } from './office.js';
import { titled } from './titles.js';
import type { Week } from './week.js';

const LOOK_MS = 200;

export interface PaydayHooks {
  /** Payroll's clerk mends the account of this employee number. */
  mendAccount(number: string): void;
}

/** Monday of the next week: HR hands in the lists, finance signs, payroll pays, HR mends what was rejected. */
export class Payday {
  constructor(
    private readonly office: Office,
    private readonly agenda: Agenda,
    private readonly week: Week,
    private readonly hooks: PaydayHooks,
  ) {}

  get #partner(): string {
    return this.office.options.organisation.holder('hr-partner');
  }

  fill(): void {
    const { organisation } = this.office.options;
    const add = (what: string, time: string, by: string, run: () => Promise<void>) =>
      this.agenda.add({ what, at: this.week.at(8, time), by: this.week.at(8, by), run });
    add('HR hands in the bonus lists', '10:50', '11:25', () => this.#submitLists());
    add('finance reviews', '11:35', '13:00', () => this.#sign(organisation.holder('finance-reviewer'), 1));
    add('the general manager signs for the signers', '11:50', '13:30', () => this.#sign(organisation.boss, 1));
    add('payroll answers and HR mends', '14:05', '16:50', () => this.#afterPayroll());
  }

  /** The cycle's two lists, found as things to do on HR's desk. */
  async #submitLists(): Promise<void> {
    const client = await this.office.client(this.#partner);
    const submitted = new Set<string>();
    while (submitted.size < 2) {
      for (const item of await onDesk(client, 'submit-bonus-list')) {
        if (submitted.has(item.subjectId)) continue;
        const list = await client.bonusList(item.subjectId);
        await client.submitBonusList(list.id, list.version);
        submitted.add(list.id);
        this.#tell(
          `${this.#who(this.#partner).zh} 提交奖金清单「${item.title}」：${list.lines} 人，${list.total.currency} ${list.total.amount}`,
          `${this.#who(this.#partner).en} hands in "${item.title}": ${list.lines} lines, ${list.total.currency} ${list.total.amount}`,
        );
      }
      await pause(LOOK_MS);
    }
  }

  /** Signs so many lists; where the chain goes on, the finance lead signs next. */
  async #sign(number: string, lists: number): Promise<void> {
    const client = await this.office.client(number);
    const signed = new Set<string>();
    while (signed.size < lists) {
      for (const task of await onDesk(client, 'bonus-list')) {
        if (task.approvalId === null || signed.has(task.approvalId)) continue;
        if (await this.#approve(client, task.approvalId, task)) this.#next(number, task);
        else
          this.#tell(
            `${this.#who(number).zh} 签字通过「${task.title}」`,
            `${this.#who(number).en} signs "${task.title}"`,
          );
        signed.add(task.approvalId);
      }
      await pause(LOOK_MS);
    }
  }

  /** @returns true when the chain has a further link */
  async #approve(client: GoalbeatClient, approvalId: string, task: DeskItem): Promise<boolean> {
    try {
      const body = { taskId: task.taskId, taskVersion: task.version, decision: 'approve' as const };
      return (await client.decide('payroll', approvalId, body)).state === 'open';
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'already-decided') throw error;
      // Our first try was taken and its answer lost: where it left the approval is to be read there.
      return (await client.approval('payroll', approvalId)).state === 'open';
    }
  }

  #next(number: string, task: DeskItem): void {
    const { organisation } = this.office.options;
    this.#tell(
      `${this.#who(number).zh} 复核「${task.title}」，金额超过 50,000，转财务主管`,
      `${this.#who(number).en} signs "${task.title}"; above 50,000 the finance lead signs too`,
    );
    const lead = organisation.holder('finance-lead');
    if (number !== lead) {
      this.agenda.add({
        what: 'the finance lead signs',
        at: this.week.at(8, '13:10'),
        by: this.week.at(8, '13:40'),
        run: () => this.#sign(lead, 1),
      });
    }
  }

  async #afterPayroll(): Promise<void> {
    const { cycleId, plan } = this.office.options;
    const client = await this.office.client(this.#partner);
    const rejected = await this.#answered(client, cycleId);
    this.#tell(
      `薪资系统已全部答复；退回 ${rejected.length} 笔（${rejected.map((one) => one.personName).join('、')}：账户有误）`,
      `payroll has answered everything; rejected: ${rejected.length} (${rejected.map((one) => one.personName).join(', ')}: wrong account)`,
    );
    const mendable = rejected.filter((one) => one.personNumber === plan.wrongAccounts.mended);
    if (mendable.length === 0) return;
    this.hooks.mendAccount(plan.wrongAccounts.mended);
    await this.#payAgain(client, mendable);
  }

  /** Every payout of the cycle has its last answer. @returns the rejected ones */
  async #answered(client: GoalbeatClient, cycleId: string): Promise<Payout[]> {
    for (;;) {
      const runs = [];
      for await (const run of client.runs({ cycle: cycleId, kind: 'cycle' })) runs.push(run);
      const over = runs.length > 0 && runs.every((run) => run.state === 'settled');
      if (over) break;
      await pause(LOOK_MS * 2);
    }
    const rejected: Payout[] = [];
    for await (const payout of client.payouts({ cycle: cycleId, state: 'rejected' })) rejected.push(payout);
    return rejected;
  }

  async #payAgain(client: GoalbeatClient, payouts: readonly Payout[]): Promise<void> {
    const { organisation } = this.office.options;
    const names = payouts.map((one) => one.personName).join('、');
    const run = await client.openOffCycleRun(
      payouts.map((one) => one.id),
      '员工已更正收款账户',
    );
    for await (const list of client.bonusLists({ run: run.id })) await client.submitBonusList(list.id, list.version);
    this.#tell(
      `${names} 更正账户，HR 发起补发，提交财务`,
      `${names}: account mended; HR opens an off-cycle run for finance`,
    );
    await this.#sign(organisation.holder('finance-reviewer'), 1);
    for (;;) {
      const paid = [];
      for await (const payout of client.payouts({ run: run.id, state: 'paid' })) paid.push(payout);
      if (paid.length === payouts.length) break;
      await pause(LOOK_MS);
    }
    this.#tell(`补发已到账：${names}`, `paid after all: ${names}`);
  }

  #who(number: string): { zh: string; en: string } {
    return titled(this.office.options.organisation, number);
  }

  #tell(zh: string, en: string): void {
    this.office.options.story.tell({ zh, en });
  }
}

async function onDesk(client: GoalbeatClient, subjectKind: string): Promise<DeskItem[]> {
  const desk = await client.desk({ kind: subjectKind });
  return desk.items.filter((item) => item.subjectKind === subjectKind);
}
