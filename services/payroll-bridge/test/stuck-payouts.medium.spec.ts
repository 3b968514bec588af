import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { UNREACHABLE_AFTER } from '../src/hand-over/findings/delivery-tasks.js';
import { UnreleasedFiles } from '../src/hand-over/files/unreleased-files.js';
import { WebhookCourier } from '../src/hand-over/webhook/webhook-courier.js';
import { score } from './company.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { twoPeople } from './two-people.js';

describe('payouts that do not move on', () => {
  let payroll: Payroll;
  let week = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 3);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const { put, goBy } = twoPeople(() => payroll);
  async function handOver(): Promise<string> {
    const runId = await payroll.build(randomUUID(), [score(0, worker(0))], `2027-W${week++}`);
    const ref = { tenantId: TENANT, runId };
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    return runId;
  }
  const tasks = (kind: string) =>
    payroll.rows<{ who: string; state: string }>(
      'SELECT assignee_id AS who, state FROM approval_task WHERE subject_kind = $1 ORDER BY opened_at, 1',
      [kind],
    );

  it('tells finance of a file that nobody has released within the working hours that are set, until somebody does', async () => {
    expect((await put({ way: 'csv', releaseWithinHours: 500 })).body).toMatchObject({ field: 'releaseWithinHours' });
    expect(await put({ way: 'csv' })).toMatchObject({ status: 200, body: { releaseWithinHours: 4 } });
    // Monday, 10:30 on the company's wall.
    await payroll.at('2026-11-23T02:30:00.000Z');
    const first = await handOver();
    expect(await put({ way: 'csv', releaseWithinHours: 8 })).toMatchObject({ status: 200 });
    const second = await handOver();
    const dueAt = async (runId: string) =>
      (
        await payroll.rows<{ id: string; due: string }>(
          'SELECT id, due_at AS due FROM hand_over_file WHERE run_id = $1',
          [runId],
        )
      )[0];
    const [early, late] = [await dueAt(first), await dueAt(second)];
    // The second one's eight hours go on on Tuesday morning.
    expect([early?.due, late?.due]).toEqual(['2026-11-23T06:30:00.000Z', '2026-11-24T01:30:00.000Z']);
    const files = payroll.get(UnreleasedFiles);
    expect(await files.look()).toBe(0);
    await payroll.at('2026-11-23T06:30:00.000Z');
    expect([await files.look(), await files.look()]).toEqual([1, 0]);
    expect(await tasks('payout-file-unreleased')).toEqual([{ who: STAFF.lead, state: 'open' }]);
    expect((await payroll.ask('lead', 'POST', `/v1/payout-files/${early?.id}/release`)).status).toBe(200);
    expect((await payroll.ask('lead', 'POST', `/v1/payout-files/${late?.id}/release`)).status).toBe(200);
    expect(await tasks('payout-file-unreleased')).toEqual([{ who: STAFF.lead, state: 'superseded' }]);
    await payroll.at('2026-11-25T02:30:00.000Z');
    expect(await files.look()).toBe(0);
  });

  it('tells operations and finance of a webhook that cannot be reached, until it can', async () => {
    await payroll.rows(
      `INSERT INTO org_role (tenant_id, person_id, role, unit_id, version) VALUES ($1, $2, 'ops', NULL, 1)`,
      [TENANT, STAFF.boss],
    );
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(202).end();
    });
    const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    await listen(0);
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await payroll.ask('lead', 'POST', '/v1/hand-over/secrets');
    await goBy({ way: 'webhook', url: `http://127.0.0.1:${port}/` });
    const runId = await handOver();
    const tryAgain = async () => {
      await payroll.rows('UPDATE hand_over_message SET next_at = now() WHERE run_id = $1 AND next_at IS NOT NULL', [
        runId,
      ]);
      await payroll.get(WebhookCourier).round();
    };
    for (let n = 1; n < UNREACHABLE_AFTER; n++) await tryAgain();
    expect(await tasks('payout-unreachable')).toEqual([]);
    await tryAgain();
    await tryAgain();
    expect((await tasks('payout-unreachable')).map(({ who, state }) => [who, state])).toEqual([
      [STAFF.boss, 'open'],
      [STAFF.lead, 'open'],
    ]);
    await listen(port);
    await tryAgain();
    await new Promise((resolve) => server.close(resolve));
    expect((await tasks('payout-unreachable')).map(({ state }) => state)).toEqual(['superseded', 'superseded']);
    expect(await payroll.rows('SELECT state FROM payout WHERE run_id = $1', [runId])).toEqual([{ state: 'accepted' }]);
  });

  it('are sent nowhere else by the service’s own role without a finance lead’s name', async () => {
    const write = (sql: string, params: unknown[] = []) => payroll.uow.write(TENANT, (tx) => tx.execute(sql, params));
    const evil = `UPDATE hand_over_setting SET url = 'https://evil.example/x', deduplicates = true`;
    await expect(write(evil)).rejects.toThrow('version by version');
    for (const who of [randomUUID(), STAFF.hr, STAFF.reviewer])
      await expect(write(`${evil}, version = version + 1, changed_by = $1`, [who])).rejects.toThrow('finance lead');
    await expect(write(`${evil}, version = version + 1, changed_by = $1`, [STAFF.lead])).rejects.toThrow('two people');
    await expect(write('DELETE FROM hand_over_setting')).rejects.toThrow('permission denied');
    expect(await payroll.rows('SELECT changed_by AS by FROM hand_over_setting WHERE tenant_id = $1', [TENANT])).toEqual(
      [{ by: STAFF.lead }],
    );
  });
});
