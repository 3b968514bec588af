import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import { eventually } from '@goalbeat/testing/harness/eventually';
import { OTHER_TENANT, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { createTestDatabase, type TestDatabase } from '@goalbeat/testing/harness/test-database';
import { required } from '@goalbeat/testing/harness/test-environment';
import { RestoreFreeze } from '../src/stop-switch/restore-freeze.js';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

const auditKey = (): string => JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));

/** Payroll as it should be: pays an id once, and says the same again when it is told the same again. */
class Book {
  readonly paid = new Map<string, PayoutAnswer>();
  payments = 0;

  take(ids: readonly string[]): PayoutAnswer[] {
    return ids.map((id) => {
      const known = this.paid.get(id);
      if (known !== undefined) return known;
      this.payments += 1;
      const answer = answerOf(id, 'paid', { reference: `P-${this.payments}` });
      this.paid.set(id, answer);
      return answer;
    });
  }
}

describe('a database that was restored from a copy', () => {
  let database: TestDatabase;
  let folder: string;
  let key: string;
  let payroll: Payroll;

  beforeAll(async () => {
    database = await createTestDatabase('payroll');
    folder = await mkdtemp(join(tmpdir(), 'goalbeat-checkpoints-'));
    key = auditKey();
    await start();
    await payroll.seed(TENANT, 4);
    await payroll.seed(OTHER_TENANT, 1);
    await payroll.putPlan();
  });
  afterAll(async () => {
    await payroll.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const start = async () => {
    const sealer = new URL(required('TEST_POSTGRES_ADMIN_URL'));
    sealer.pathname = new URL(database.serviceUrl).pathname;
    payroll = await startPayroll({
      database,
      run: ['http', 'sealer'],
      config: { SEALER_DATABASE_URL: sealer.href, AUDIT_CHECKPOINTS: folder, AUDIT_KEY: key },
    });
  };
  const tables = async () =>
    (
      await payroll.rows<{ name: string; columns: string }>(
        `SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
         WHERE c.relnamespace = 'payroll'::regnamespace AND c.relkind = 'r' GROUP BY c.relname`,
      )
    ).filter(({ name }) => name !== 'migration');
  const copyAway = async () => {
    await payroll.rows('DROP SCHEMA IF EXISTS copy CASCADE');
    await payroll.rows('CREATE SCHEMA copy');
    for (const { name, columns } of await tables())
      await payroll.rows(`CREATE TABLE copy.${name} AS SELECT ${columns} FROM payroll.${name}`);
  };
  /** With nothing running, as a restore is made. */
  const restore = async () => {
    const all = await tables();
    await payroll.close();
    await database.admin.query('SET session_replication_role = replica');
    for (const { name } of all) await database.admin.query(`DELETE FROM payroll.${name}`);
    for (const { name, columns } of all)
      await database.admin.query(`INSERT INTO payroll.${name} (${columns}) SELECT ${columns} FROM copy.${name}`);
    await database.admin.query('SET session_replication_role = DEFAULT');
    await start();
  };
  /** What the relay would send now. */
  const leaving = async () =>
    (
      await payroll.rows<{ id: string }>(
        `DELETE FROM outbox WHERE payload ->> 'routingKey' = 'com.goalbeat.payout.requested.v1' AND next_attempt_at <= now()
         RETURNING id`,
      )
    ).map(({ id }) => id);
  const posted = async (week: number) => {
    const runId = await payroll.build(randomUUID(), [score(0, worker(0)), score(1, worker(1))], `2026-W${week}`);
    await payroll.signAll(runId);
    const ref = { tenantId: TENANT, runId };
    await payroll.activities.postRun(ref);
    return ref;
  };
  const stops = async () => {
    const { body } = await payroll.ask('lead', 'GET', '/v1/stop-switch');
    return body['stops'] as { id: string; version: number; kind: string; reason: string }[];
  };
  const release = async () => {
    const one = async () => {
      const [stop] = await stops();
      return { stop: stop?.id ?? '', version: stop?.version ?? 0 };
    };
    const asked = await payroll.ask('lead', 'POST', '/v1/stop-switch/release-request', {
      ...(await one()),
      reason: '已与薪资系统核对',
    });
    if (asked.status !== 200) return asked;
    return payroll.ask('hr', 'POST', '/v1/stop-switch/release', await one());
  };
  const checkpoints = async () => {
    let lines = 0;
    for (const name of await readdir(folder))
      lines += (await readFile(join(folder, name), 'utf8')).split('\n').length - 1;
    return lines;
  };

  it('sends nothing until it was compared and released, and then nobody is paid twice', async () => {
    const book = new Book();
    const written = await posted(10);
    await payroll.activities.handOverBatch(written);
    const waiting = await posted(11);
    await copyAway();

    // After the copy was taken: both runs leave and are paid.
    await payroll.activities.handOverBatch(waiting);
    const first = await leaving();
    expect(first).toHaveLength(4);
    const answers = book.take(first);
    await payroll.confirmAll();
    await payroll.answer(...answers);
    expect(book.payments).toBe(4);
    await eventually(checkpoints, (lines) => lines > 0);

    await restore();
    expect(await stops()).toMatchObject([{ kind: 'restored', reason: expect.stringContaining('备份') }]);
    expect((await payroll.ask('lead', 'GET', '/v1/stop-switch')).body).toMatchObject({
      stopped: true,
      inFlight: { notHandedOver: 2, heldBack: 2, withPayroll: 0 },
    });
    expect(await leaving()).toEqual([]);
    expect(await payroll.activities.handOverBatch(waiting)).toEqual({ remaining: 2, stopped: true });
    const tasks = await payroll.rows<{ who: string }>(
      `SELECT assignee_id AS who FROM approval_task WHERE subject_kind = 'payouts-frozen' AND state = 'open'`,
    );
    expect(tasks).toEqual([{ who: STAFF.lead }]);

    // Payroll says again what it has said: two are known here, two look like nobody's.
    const again = await payroll.answer(...answers);
    expect(again.toSorted()).toEqual(['applied', 'applied', 'unknown-payout', 'unknown-payout']);
    expect((await release()).body).toMatchObject({ code: 'wrong-state', detail: expect.stringContaining('请先对账') });
    const compared = await payroll.ask('lead', 'POST', '/v1/reconciliations', {});
    expect(compared).toMatchObject({
      status: 201,
      body: { agrees: true, cause: 'asked', currencies: [{ toHandOver: { amount: '1500.00' } }] },
    });
    expect((await release()).body).toMatchObject({ stopped: false });

    // The rest leaves under the ids that payroll knows.
    expect(await payroll.activities.handOverBatch(waiting)).toEqual({ remaining: 0 });
    const second = await leaving();
    expect(second.filter((id) => !first.includes(id))).toEqual([]);
    book.take(second);
    expect(book.payments).toBe(4);
    await payroll.confirmAll();
    // Nothing had to be said a third time: what payroll said before the hand-over was taken with it.
    expect(await payroll.rows(`SELECT state, count(*)::int AS n FROM payout GROUP BY state`)).toEqual([
      { state: 'paid', n: 4 },
    ]);
    for (const run of [written, waiting]) {
      expect(await payroll.activities.reconcileRun(run)).toEqual({ agreed: true, differences: 0 });
      expect(await payroll.activities.closeRun(run)).toMatchObject({ state: 'settled', paid: 2 });
    }
  });

  it('is not frozen again for the same restore, and again for the next one', async () => {
    await payroll.close();
    await start();
    expect(await stops()).toEqual([]);
    await copyAway();
    await posted(12);
    const before = await checkpoints();
    await payroll.close();
    await start();
    expect(await checkpoints()).toBeGreaterThan(before);
    expect(await stops()).toEqual([]);
    await restore();
    expect(await stops()).toMatchObject([{ kind: 'restored' }]);
    expect(await payroll.get(RestoreFreeze).freeze()).toBe(0);
    await payroll.ask('lead', 'POST', '/v1/reconciliations', {});
    expect((await release()).body).toMatchObject({ stopped: false });
  });

  it('keeps a switch that somebody has set besides, and counts both', async () => {
    await copyAway();
    await posted(13);
    await restore();
    await payroll.ask('reviewer', 'POST', '/v1/stop-switch', { reason: 'x' });
    expect((await stops()).map(({ kind }) => kind).toSorted()).toEqual(['restored', 'switch']);
    await payroll.ask('lead', 'POST', '/v1/reconciliations', {});
    expect((await release()).body).toMatchObject({ stopped: true });
    expect((await release()).body).toMatchObject({ stopped: false });
  });

  it('is not frozen by a checkpoint that is not ours', async () => {
    const forged = {
      log: 'payroll',
      tenant: TENANT,
      n: 1_000_000,
      chainHash: 'a'.repeat(64),
      at: new Date().toISOString(),
      key: 'nobody',
      signature: 'AAAA',
    };
    await writeFile(join(folder, 'payroll-2099-01.jsonl'), `${JSON.stringify(forged)}\n`);
    await payroll.close();
    await start();
    expect(await stops()).toEqual([]);
    await rm(join(folder, 'payroll-2099-01.jsonl'));
  });
});
