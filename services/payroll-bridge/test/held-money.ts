import { randomUUID } from 'node:crypto';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { decideList, type LineNow, linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList } from './payroll-service.js';
import { holdLine } from './signing.js';

export type Band = 'excellent' | 'qualified' | 'unqualified';
export type Course = 'pay' | 'hold' | 'refuse';

const done = <A extends { status: number; body: object }>(answer: A): A => {
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  return answer;
};

/** 750.00 of one person that is held on a signed list, and what becomes of it. */
export class HeldMoney {
  readonly runs: string[] = [];

  private constructor(
    private readonly payroll: Payroll,
    readonly cycleId: string,
    readonly personId: string,
    /** The line that was held first. */
    readonly first: string,
  ) {}

  static async begin(payroll: Payroll, n: number): Promise<HeldMoney> {
    const cycleId = randomUUID();
    const runId = await payroll.build(cycleId, [score(n, worker(n))], `2027-W${String(n).padStart(2, '0')}`);
    const list = await listOf(payroll, runId);
    done(await submitList(payroll, list.id));
    const line = (await linesOf(payroll, list.id))[0];
    done(await holdLine(payroll, list.id, line, true));
    await signList(payroll, list.id);
    const money = new HeldMoney(payroll, cycleId, worker(n), line?.id ?? '');
    await money.#go(runId);
    return money;
  }

  /** Asks for a line, or so much of it. */
  ask(lineId: string, amount: string | null = null) {
    return this.payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', {
      lineIds: [lineId],
      reason: '已核对',
      ...(amount === null ? {} : { parts: [{ lineId, amount: { amount, currency: 'CNY' }, rest: '其余待客户回款' }] }),
    });
  }

  /** @returns the line that goes on */
  async release(lineId: string, amount: string | null, then: Course): Promise<string> {
    return this.#decide(String(done(await this.ask(lineId, amount)).body['id']), then);
  }

  /** The same where it may be refused: nothing happens then. */
  async tryRelease(lineId: string, amount: string, then: Course): Promise<void> {
    const answer = await this.ask(lineId, amount);
    if (answer.status === 201) await this.#decide(String(answer.body['id']), then);
    else if (answer.status >= 500) throw new Error(JSON.stringify(answer.body));
  }

  async cancel(lineId: string) {
    const [row] = await this.payroll.rows<{ listId: string; version: number }>(
      'SELECT list_id AS "listId", version::int AS version FROM bonus_line WHERE id = $1',
      [lineId],
    );
    return this.payroll.ask('reviewer', 'POST', `/v1/bonus-lists/${row?.listId}/lines/${lineId}/cancel`, {
      version: row?.version,
      reason: '不再发放',
    });
  }

  /** With the list that pays more, if any, signed and paid. */
  async correct(band: Band): Promise<void> {
    const body = {
      cycleId: this.cycleId,
      dryRun: true,
      reason: '数据更正',
      scores: [{ personId: this.personId, score: '80', band, evidence: '工单 4711' }],
    };
    const dry = done(await this.payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', body));
    const { fingerprint } = dry.body;
    const made = done(
      await this.payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', { ...body, dryRun: false, fingerprint }),
    );
    for (const runId of made.body['runIds'] as string[]) await this.#decide(runId, 'pay');
  }

  async line(lineId: string): Promise<LineNow> {
    const [row] = await this.payroll.rows<{ listId: string }>(
      'SELECT list_id AS "listId" FROM bonus_line WHERE id = $1',
      [lineId],
    );
    const line = (await linesOf(this.payroll, row?.listId ?? '')).find(({ id }) => id === lineId);
    if (line === undefined) throw new Error('no such line');
    return line;
  }

  /** Held lines of signed lists with something left, newest first. */
  held(): Promise<{ id: string; leftMinor: number }[]> {
    return this.payroll.rows(
      `SELECT l.id, (l.amount_minor - payroll.bonus_line_gone_on(l.id) - payroll.bonus_line_taken_off(l.id))::int AS "leftMinor"
       FROM bonus_line l JOIN bonus_list b ON b.id = l.list_id
       WHERE l.claim_id = $1 AND l.state = 'held' AND b.state IN ('signed', 'handed-over', 'settled')
         AND l.amount_minor > payroll.bonus_line_gone_on(l.id) + payroll.bonus_line_taken_off(l.id) ORDER BY l.id DESC`,
      [this.first],
    );
  }

  async claim(): Promise<{ accrued: number; paid: number; held: number; payable: number; rejected: number }> {
    const [row] = await this.payroll.rows<Awaited<ReturnType<HeldMoney['claim']>>>(
      'SELECT accrued::int, paid::int, held::int, payable::int, rejected::int FROM ledger_claim WHERE claim_id = $1',
      [this.first],
    );
    if (row === undefined) throw new Error('no such claim');
    return row;
  }

  /** Everything that is held goes on, or where nothing is left of it is given up: in as many steps as there are lines. */
  async end(): Promise<void> {
    for (let step = 0; step < 20; step++) {
      const [line] = await this.held();
      if (line === undefined) return;
      const answer = await this.ask(line.id);
      if (answer.status === 201) await this.#decide(String(answer.body['id']), 'pay');
      else done(await this.cancel(line.id));
    }
    throw new Error('Something stays held for ever');
  }

  async #decide(runId: string, then: Course): Promise<string> {
    const list = await listOf(this.payroll, runId);
    done(await submitList(this.payroll, list.id));
    const line = (await linesOf(this.payroll, list.id))[0];
    if (then === 'refuse') {
      done(await decideList(this.payroll, list.id, 'reject'));
      return line?.id ?? '';
    }
    if (then === 'hold') done(await holdLine(this.payroll, list.id, line, true));
    await signList(this.payroll, list.id);
    await this.#go(runId);
    return line?.id ?? '';
  }

  async #go(runId: string): Promise<void> {
    this.runs.push(runId);
    await this.payroll.activities.postRun({ tenantId: TENANT, runId });
    await this.payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const payouts = await this.payroll.rows<{ id: string }>(
      `SELECT id FROM payout WHERE run_id = $1 AND state NOT IN ('paid', 'rejected')`,
      [runId],
    );
    await this.payroll.confirmAll();
    await this.payroll.answer(...payouts.map(({ id }) => answerOf(id, 'paid')));
  }
}
