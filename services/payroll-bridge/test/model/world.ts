import { randomUUID } from 'node:crypto';
import { PAYROLL_ANSWERS_QUEUE } from '@goalbeat/contracts/names';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { Principal } from '@goalbeat/domain/access/roles';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { employee, STAFF, type Staff, staff } from '@goalbeat/testing/harness/company';
import { keyPrincipal, personPrincipal } from '@goalbeat/testing/harness/principals';
import type { Method } from '@goalbeat/testing/harness/service-under-test';
import { DataSource } from 'typeorm';
import { AssetSettlement } from '../../src/asset/asset-settlement.js';
import { CycleCancellationService } from '../../src/cycle-copy/cycle-cancellation.service.js';
import { DeadLetterRepository } from '@goalbeat/service-kit/dead-letter/dead-letter.repository';
import { payoutsIn } from '../../src/hand-over/files/payout-csv.js';
import { WebhookCourier } from '../../src/hand-over/webhook/webhook-courier.js';
import { BY_PAYROLL } from '../../src/organisation/actor.js';
import { PayRun } from '../../src/payout-run/pay-run.js';
import { BatchCloser } from '../../src/payout/batch-closer.js';
import { TakeAnswers } from '../../src/payout/take-answers.js';
import type { Payroll } from '../payroll-service.js';
import { at, type Book } from './book.js';
import { Faults } from './faults.js';
import { type Delivered, Receiver } from './receiver.js';
import { Tally } from './tally.js';

const OUTBOX = `destination = 'events' AND payload ->> 'routingKey' = 'com.goalbeat.payout.requested.v1'`;
/** What a company is made of here; the copies get its rows under their own tenant. */
const COPIED = [
  'org_tenant',
  'org_unit',
  'org_person',
  'org_role',
  'org_calendar',
  'org_seq',
  'asset',
  'pay_plan',
  'pay_plan_version',
];
/** Rows that have an id of their own get another one, always the same for a company. */
const OWN_IDS: Readonly<Record<string, string>> = { pay_plan: 'id', pay_plan_version: 'plan_id' };

/** What came of something: said yes to, with this, or refused with this code. */
export type Seen = { ok: true; value: unknown } | { ok: false; code: string };
/** What it says besides yes or no is looked at elsewhere. */
export const silent = (seen: Seen): Seen => (seen.ok ? { ...seen, value: null } : seen);

/** The service on a database, with one company after another. */
export class World {
  readonly faults: Faults;
  readonly receiver = new Receiver();
  readonly tally = new Tally();
  #tenantId = '';
  #hasSecret = false;
  /** Payroll's own book: what reached it, by the payout's id. */
  delivered = new Map<string, Delivered>();
  /** How often it has paid each: what it does not know to be a repeat it pays. */
  payments = new Map<string, number>();
  #fetched = new Set<string>();

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
    this.payments = new Map();
    this.#fetched = new Set();
    this.#hasSecret = false;
    const rows = COPIED.map((table) => {
      const id = OWN_IDS[table];
      const ownId = id === undefined ? '' : `, '${id}', md5('${this.#tenantId}' || t.${id})::uuid`;
      const own = `jsonb_build_object('tenant_id', '${this.#tenantId}'${ownId})`;
      return `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(t) || ${own})).* FROM ${table} t WHERE t.tenant_id = '${this.template}'`;
    });
    await this.payroll.database.admin.query(rows.join(';'));
  }

  /** What the relay has to do besides payouts, and the rows of the seal: as if done. */
  async end(): Promise<void> {
    await this.rows('DELETE FROM outbox WHERE tenant_id = $1', [this.#tenantId]);
    await this.rows('UPDATE hand_over_message SET next_at = NULL WHERE tenant_id = $1', [this.#tenantId]);
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

  ops(): Principal {
    return personPrincipal(STAFF.boss, this.#tenantId, [{ role: 'ops', unitId: null }]);
  }

  async ask(
    who: Principal,
    method: Method,
    path: string,
    body: object | undefined,
    key: string | undefined,
  ): Promise<Seen> {
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
    return this.payroll.uow.write(this.#tenantId, async (tx) => {
      const left = await pay.handOver(tx, runId, atMost);
      await this.payroll.get(AssetSettlement).settle(tx, runId);
      return left;
    });
  }

  cancelCycle(cycleId: string) {
    const service = this.payroll.get(CycleCancellationService);
    return service.cancel({ tenant: this.#tenantId, cycleId, reason: '取消', byId: 'hr' });
  }

  answer(answers: readonly PayoutAnswer[]): Promise<string[]> {
    const take = this.payroll.get(TakeAnswers);
    return this.payroll.uow.write(this.#tenantId, (tx) => take.take(tx, answers, BY_PAYROLL));
  }

  /** Takes payouts to payroll. Of those that are not confirmed the relay will try again. @returns ids of those confirmed, and how many came again */
  async relay(
    atMost: number,
    confirm: boolean,
    ids: readonly string[],
  ): Promise<{ confirmed: string[]; again: number }> {
    const rows = await this.rows<{ id: string; data: Delivered }>(
      `SELECT id, payload #> '{event,data}' AS data FROM outbox WHERE id = ANY($1::uuid[]) AND ${OUTBOX} ORDER BY id LIMIT $2`,
      [ids, atMost],
    );
    const again = rows.filter(({ id }) => this.delivered.has(id)).length;
    for (const { data } of rows) this.reached(data, true);
    if (!confirm) return { confirmed: [], again };
    await this.rows('DELETE FROM outbox WHERE id = ANY($1::uuid[])', [rows.map((row) => row.id)]);
    return { confirmed: rows.map((row) => row.id), again };
  }

  /** It has come to payroll. @param isDropped a repeat of it is */
  reached(data: Delivered, isDropped: boolean): void {
    const { payoutId, amount, employeeNumber, replaces } = data;
    const now = { payoutId, amount, employeeNumber, replaces };
    const before = this.delivered.get(payoutId);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(now))
      throw new Error(`Payroll hears something else of ${payoutId} than before`);
    this.delivered.set(payoutId, now);
    const paid = this.payments.get(payoutId) ?? 0;
    this.payments.set(payoutId, isDropped ? 1 : paid + 1);
  }

  /** A turn of whoever brings webhooks to payroll. */
  courier(): Promise<number> {
    return this.payroll.get(WebhookCourier).round();
  }

  /** What the lead has asked for, of the reviewer or whoever was asked instead. */
  async confirm(changeId: string, second: string = STAFF.reviewer): Promise<Seen> {
    const [row] = await this.rows<{ version: number }>(
      'SELECT version::int AS version FROM hand_over_change WHERE id = $1',
      [changeId],
    );
    const path = `/v1/hand-over/changes/${changeId}/confirm`;
    return this.ask(this.person(second), 'POST', path, { version: row?.version }, undefined);
  }

  async ensureSecret(): Promise<void> {
    if (this.#hasSecret) return;
    const made = await this.ask(this.as('lead'), 'POST', '/v1/hand-over/secrets', undefined, undefined);
    if (!made.ok) throw new Error(`No secret: ${made.code}`);
    this.#hasSecret = true;
  }

  /** Payroll's own machine. */
  #machine(): Principal {
    return keyPrincipal(['payroll.hand-over'], this.#tenantId);
  }

  /** The same file again is no other payment: whoever has it knows it. */
  async fetchFile(id: string): Promise<Seen> {
    const answer = await this.payroll.app.inject({
      method: 'GET',
      url: `/v1/payout-files/${id}/content`,
      headers: { authorization: `Bearer ${this.payroll.tokenOf(this.#machine())}` },
    });
    if (answer.statusCode !== 200) return { ok: false, code: String(answer.json<{ code: unknown }>().code) };
    const ids = payoutsIn(answer.payload);
    const rows = await this.rows<{ data: Delivered }>(
      `SELECT body::jsonb -> 'data' AS data FROM hand_over_message WHERE id = ANY($1::uuid[])`,
      [ids],
    );
    if (!this.#fetched.has(id)) for (const { data } of rows) this.reached(data, false);
    this.#fetched.add(id);
    return { ok: true, value: ids.toSorted() };
  }

  async upload(id: string, text: string, by: 'machine' | 'lead', mode: string): Promise<Seen> {
    const who = by === 'machine' ? this.#machine() : this.as('lead');
    const answer = await this.payroll.app.inject({
      method: 'POST',
      url: `/v1/payout-files/${id}/results?mode=${mode}`,
      headers: { authorization: `Bearer ${this.payroll.tokenOf(who)}`, 'content-type': 'text/csv' },
      payload: text,
    });
    if (answer.statusCode !== 200) return { ok: false, code: String(answer.json<{ code: unknown }>().code) };
    type Taken = { taken: { outcome: string }[]; asked: unknown[]; changeId: string | null };
    const { taken, asked, changeId } = answer.json<Taken>();
    const outcomes = taken.map(({ outcome }) => outcome);
    if (changeId === null) return { ok: true, value: outcomes };
    // What a person brings as rejected counts once another one has confirmed it.
    const [change] = await this.rows<{ second: string }>(
      'SELECT asked_of[1] AS second FROM hand_over_change WHERE id = $1',
      [changeId],
    );
    const confirmed = await this.confirm(changeId, change?.second);
    return confirmed.ok ? { ok: true, value: [...outcomes, ...asked.map(() => 'applied')] } : confirmed;
  }

  async keepLetter(text: string): Promise<string> {
    const id = randomUUID();
    const body = Buffer.from(text);
    await this.payroll.uow.write(this.#tenantId, (tx) =>
      this.payroll.get(DeadLetterRepository).keep(tx, {
        id,
        queue: PAYROLL_ANSWERS_QUEUE,
        cause: 'failed',
        detail: 'of the model',
        body,
        bytes: body.length,
        digest: randomUUID(),
      }),
    );
    return id;
  }

  /** Ids of files: of a batch they are numbered as they were made. */
  async learnFiles(book: Book): Promise<void> {
    if (book.files.every(({ id }) => id !== '')) return;
    const rows = await this.rows<{ id: string; payout: string }>(
      `SELECT f.id, (SELECT p.id FROM payout p WHERE p.batch_id = f.batch_id LIMIT 1) AS payout
       FROM hand_over_file f WHERE f.tenant_id = $1 ORDER BY f.batch_id, f.n`,
      [this.#tenantId],
    );
    const byBatch = Map.groupBy(rows, ({ payout }) => book.payouts.find(({ id }) => id === payout)?.batch);
    for (const [batch, found] of byBatch) {
      const mine = book.files.filter((file) => file.batch === batch);
      for (const [n, { id }] of found.entries()) if (mine[n] !== undefined) at(mine, n).id = id;
    }
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
