import { randomUUID } from 'node:crypto';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { Principal } from '@goalbeat/domain/access/roles';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { employee, type Staff, staff } from '@goalbeat/testing/harness/company';
import type { Method } from '@goalbeat/testing/harness/service-under-test';
import { DataSource } from 'typeorm';
import { CycleCancellationService } from '../../src/cycle-copy/cycle-cancellation.service.js';
import { BY_PAYROLL } from '../../src/organisation/actor.js';
import { PayRun } from '../../src/payout-run/pay-run.js';
import { BatchCloser } from '../../src/payout/batch-closer.js';
import { TakeAnswers } from '../../src/payout/take-answers.js';
import type { Payroll } from '../payroll-service.js';
import { Faults } from './faults.js';

const OUTBOX = `destination = 'events' AND payload ->> 'routingKey' = 'com.goalbeat.payout.requested.v1'`;
/** What a company is made of here; the copies get its rows under their own tenant. */
const COPIED = ['org_tenant', 'org_unit', 'org_person', 'org_role', 'org_calendar', 'org_seq', 'pay_plan'];

/** What came of something: said yes to, with this, or refused with this code. */
export type Seen = { ok: true; value: unknown } | { ok: false; code: string };
/** What it says besides yes or no is looked at elsewhere. */
export const silent = (seen: Seen): Seen => (seen.ok ? { ...seen, value: null } : seen);

export interface Delivered {
  payoutId: string;
  amount: { amount: string; currency: string };
  employeeNumber: string;
  replaces: string | null;
}

/** The service on a database, with one company after another. */
export class World {
  readonly faults: Faults;
  #tenantId = '';
  /** Payroll's own book: what reached it, by the id of the event. */
  delivered = new Map<string, Delivered>();

  constructor(
    readonly payroll: Payroll,
    private readonly template: string,
  ) {
    this.faults = new Faults(payroll.get(DataSource));
  }

  get tenantId(): string {
    return this.#tenantId;
  }

  /** The server is not what is tested here: nobody waits for its disk. */
  async hurry(): Promise<void> {
    const [found] = await this.rows<{ name: string }>('SELECT quote_ident(current_database()) AS name');
    await this.rows(`ALTER DATABASE ${found?.name ?? ''} SET synchronous_commit = off`);
    await this.rows('SET synchronous_commit = off');
  }

  /** A company of its own, so that nothing has to be cleaned up. */
  async begin(): Promise<void> {
    this.#tenantId = randomUUID();
    this.delivered = new Map();
    const rows = COPIED.map((table) => {
      const own = `jsonb_build_object('tenant_id', '${this.#tenantId}'${table === 'pay_plan' ? ", 'id', gen_random_uuid()" : ''})`;
      return `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(t) || ${own})).* FROM ${table} t WHERE t.tenant_id = '${this.template}'`;
    });
    await this.payroll.database.admin.query(rows.join(';'));
  }

  /** What the relay has to do besides payouts, and the rows of the seal: as if done. */
  async end(): Promise<void> {
    await this.rows('DELETE FROM outbox WHERE tenant_id = $1', [this.#tenantId]);
  }

  rows<R>(sql: string, params: unknown[] = []): Promise<R[]> {
    return this.payroll.rows<R>(sql, params);
  }

  as(who: Staff): Principal {
    return staff(who, this.#tenantId);
  }

  person(personId: string): Principal {
    return employee(personId, this.#tenantId);
  }

  async ask(who: Principal, method: Method, path: string, body: object, key: string | undefined): Promise<Seen> {
    const answer = await this.payroll.ask(who, method, path, body, key === undefined ? {} : { 'idempotency-key': key });
    if (answer.status < 300) return { ok: true, value: answer.body };
    const { code } = answer.body;
    return { ok: false, code: typeof code === 'string' ? code : `status ${answer.status}` };
  }

  async act(call: () => Promise<unknown>): Promise<Seen> {
    try {
      return { ok: true, value: await call() };
    } catch (error) {
      return { ok: false, code: isDomainError(error) ? error.code : brokenBy(error) };
    }
  }

  build(cycleId: string, ref: { batchId: string; count: number; checksum: string }) {
    return this.payroll.activities.buildBonusLists({ tenantId: this.#tenantId, cycleId, batch: ref });
  }

  ref(runId: string) {
    return { tenantId: this.#tenantId, runId };
  }

  handOver(runId: string, atMost: number): Promise<number> {
    const pay = this.payroll.get(PayRun);
    return this.payroll.uow.write(this.#tenantId, (tx) => pay.handOver(tx, runId, atMost));
  }

  cancelCycle(cycleId: string) {
    const service = this.payroll.get(CycleCancellationService);
    return service.cancel({ tenant: this.#tenantId, cycleId, reason: '取消', byId: 'hr' });
  }

  answer(answers: readonly PayoutAnswer[]): Promise<string[]> {
    const take = this.payroll.get(TakeAnswers);
    return this.payroll.uow.write(this.#tenantId, (tx) => take.take(tx, answers, BY_PAYROLL));
  }

  /** Takes payouts to payroll. Of those that are not confirmed the relay will try again. @returns ids of those confirmed */
  async relay(atMost: number, confirm: boolean, ids: readonly string[]): Promise<string[]> {
    const rows = await this.rows<{ id: string; data: Delivered }>(
      `SELECT id, payload #> '{event,data}' AS data FROM outbox WHERE id = ANY($1::uuid[]) AND ${OUTBOX} ORDER BY id LIMIT $2`,
      [ids, atMost],
    );
    for (const { id, data } of rows) {
      const before = this.delivered.get(id);
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(data))
        throw new Error(`Payroll hears something else of ${id} than before`);
      this.delivered.set(id, data);
    }
    if (!confirm) return [];
    await this.rows('DELETE FROM outbox WHERE id = ANY($1::uuid[])', [rows.map((row) => row.id)]);
    return rows.map((row) => row.id);
  }

  closeBatches(): Promise<number> {
    return this.payroll.get(BatchCloser).closeConfirmed();
  }

  async setDay(day: number): Promise<void> {
    await this.rows(
      `UPDATE org_tenant SET clock_anchor_virtual = '2026-11-23T02:30:00Z'::timestamptz + $2 * interval '1 day' WHERE tenant_id = $1`,
      [this.#tenantId, day],
    );
  }
}

function brokenBy(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === 'ECONNRESET' || /^(Connection terminated|Client has encountered)/.test(String(message))) return 'broken';
  return `${String(code)} ${String(message)}`;
}
