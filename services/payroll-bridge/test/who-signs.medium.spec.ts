import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Chain } from '@goalbeat/domain/approval/chain';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { CycleCopyRepository } from '../src/cycle-copy/cycle-copy.repository.js';
import { batchOf, CHAIN, cycle, score } from './company.js';
import { decideList, type LineNow, linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

describe('who signs a bonus list', () => {
  let payroll: Payroll;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 20);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const [first] = CHAIN;
  if (first === undefined) throw new Error('the chain has no link');
  const assigned = (assign: (typeof first)['assign']): Chain => [{ ...first, assign }];

  it.each<[string, Chain]>([
    ['HR’s lead', assigned({ kind: 'role', role: 'hr-lead', scope: 'tenant' })],
    ['the manager', assigned({ kind: 'manager', level: 1 })],
    ['somebody by name', assigned({ kind: 'person', number: 'S3' })],
    ['finance above an amount only', CHAIN.map((step) => ({ ...step, when: { fact: 'amount', above: '9999999' } }))],
  ])('is never only %s: no list is built, and none is submitted', async (_who, chain) => {
    const cycleId = randomUUID();
    const period = '2027-W02';
    const keep = (version: number, of: Chain) =>
      payroll.uow.write(TENANT, (tx) =>
        payroll
          .get(CycleCopyRepository)
          .keepNewest(tx, { ...cycle(cycleId, period), version, chains: { 'bonus-list': of } }),
      );
    await keep(1, chain);
    const batch = batchOf(randomUUID(), cycleId, [score(1, worker(1)), score(2, worker(2))], period);
    await payroll.receive(batch);
    const build = () => payroll.activities.buildBonusLists({ tenantId: TENANT, cycleId, batch: batch.ref });
    await expect(build()).rejects.toMatchObject({
      code: 'not-yet',
      message: expect.stringMatching(/Nobody of finance/),
    });

    // As if it had been built before that was refused; the database lets no run change its chain any more.
    await keep(2, CHAIN);
    const [runId = ''] = (await build()).runIds;
    await payroll.database.admin.query(
      `BEGIN; SET LOCAL session_replication_role = replica;
       UPDATE payout_run SET chain = '${JSON.stringify(chain)}' WHERE id = '${runId}'; COMMIT`,
    );
    const { id } = await listOf(payroll, runId);
    expect(await submitList(payroll, id)).toMatchObject({ status: 422, body: { code: 'nobody-to-approve' } });
    expect(await listOf(payroll, runId)).toMatchObject({ state: 'draft', approvalId: null });
  });

  const ref = (runId: string) => ({ tenantId: TENANT, runId });
  const inStead = async (to: string, then: () => Promise<void>) => {
    await payroll.database.admin.query(
      `INSERT INTO org_delegation (tenant_id, id, from_person_id, to_person_id, valid_from, valid_to, cancelled, version)
       VALUES ($1, gen_random_uuid(), $2, $3, '2026-01-01', '2029-12-31', false, 1)`,
      [TENANT, STAFF.reviewer, to],
    );
    await then();
    await payroll.database.admin.query('DELETE FROM org_delegation WHERE tenant_id = $1', [TENANT]);
  };
  const edit = (listId: string, line: LineNow | undefined, action: object) =>
    payroll.ask('hr2', 'PATCH', `/v1/bonus-lists/${listId}/lines/${line?.id}`, {
      version: line?.version,
      reason: 'a reason',
      ...action,
    });

  it.each([
    ['set an amount', { action: 'adjust', amount: { amount: '50000', currency: 'CNY' } }],
    ['held a line', { action: 'hold' }],
  ])('is nobody who %s, not for finance either', async (_what, action) => {
    const runId = await payroll.build(randomUUID(), [score(3, worker(3)), score(4, worker(4))], '2027-W03');
    const { id } = await listOf(payroll, runId);
    const [line] = await linesOf(payroll, id);
    expect((await edit(id, line, action)).status).toBe(200);
    expect((await submitList(payroll, id)).status).toBe(200);
    await inStead(STAFF.hr2, async () => {
      expect(await decideList(payroll, id, 'approve', STAFF.hr2)).toMatchObject({ status: 403 });
    });
    await expect(
      payroll.uow.write(TENANT, (tx) =>
        tx.execute(
          `UPDATE approval_task SET decision = 'approve', state = 'done', decided_by = $2, closed_at = now() WHERE subject_id = $1 AND state = 'open'`,
          [id, STAFF.hr2],
        ),
      ),
    ).rejects.toMatchObject({ code: '23514' });
    await expect(
      payroll.uow.write(TENANT, (tx) => tx.execute(`UPDATE bonus_line SET edited_by = '{}' WHERE id = $1`, [line?.id])),
    ).rejects.toMatchObject({ code: '23514' });
    expect((await decideList(payroll, id, 'approve')).status).toBe(200);
  });

  it('is no editor of money that goes on in another list', async () => {
    const runId = await payroll.build(randomUUID(), [score(5, worker(5)), score(6, worker(6))], '2027-W04');
    const { id } = await listOf(payroll, runId);
    const [line] = await linesOf(payroll, id);
    expect((await edit(id, line, { action: 'hold' })).status).toBe(200);
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref(runId));
    await payroll.activities.handOverBatch(ref(runId));
    const released = await payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', {
      lineIds: [line?.id],
      reason: 'found',
    });
    const next = await listOf(payroll, String(released.body['id']));
    expect((await submitList(payroll, next.id)).status).toBe(200);
    const [{ refused } = { refused: [] }] = await payroll.rows<{ refused: string[] }>(
      `SELECT a.beneficiary_ids::text[] AS refused FROM approval a WHERE a.subject_id = $1`,
      [next.id],
    );
    expect(refused.toSorted()).toEqual([line?.personId ?? '', STAFF.hr2].toSorted());
  });

  it('is not the author of the correction that it is about', async () => {
    const cycleId = randomUUID();
    const runId = await payroll.build(cycleId, [score(7, worker(7), { band: 'qualified' })], '2027-W05');
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref(runId));
    await payroll.activities.handOverBatch(ref(runId));
    const payouts = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    await payroll.confirmAll();
    await payroll.answer(...payouts.map(({ id }) => answerOf(id, 'paid')));
    const body = {
      cycleId,
      reason: 'counted wrong',
      scores: [{ personId: worker(7), score: '104', band: 'excellent', evidence: 'the ledger' }],
    };
    const correct = (more: object) => payroll.ask('hr', 'POST', '/v1/off-cycle-runs/corrections', { ...body, ...more });
    const dry = await correct({ dryRun: true });
    const done = await correct({ dryRun: false, fingerprint: dry.body['fingerprint'] });
    const [correctionRun = ''] = done.body['runIds'] as string[];
    const { id } = await listOf(payroll, correctionRun);
    expect((await submitList(payroll, id, 'hr2')).status).toBe(200);
    await inStead(STAFF.hr, async () => {
      expect((await decideList(payroll, id, 'approve', STAFF.hr)).body).toMatchObject({ code: 'four-eyes' });
    });
    expect((await decideList(payroll, id, 'approve')).status).toBe(200);
  });

  it('is, in somebody’s stead, of finance themselves', async () => {
    const runId = await payroll.build(randomUUID(), [score(8, worker(8))], '2027-W06');
    const { id } = await listOf(payroll, runId);
    expect((await submitList(payroll, id)).status).toBe(200);
    for (const who of [STAFF.hr2, STAFF.boss, worker(9)]) {
      await inStead(who, async () => {
        expect((await decideList(payroll, id, 'approve', who)).body).toMatchObject({
          code: 'forbidden',
          detail: expect.stringMatching(/只有财务人员/),
        });
      });
    }
    await inStead(STAFF.lead, async () => {
      expect((await decideList(payroll, id, 'approve', STAFF.lead)).status).toBe(200);
    });
  });
});
