import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Chain } from '@goalbeat/domain/approval/chain';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { CycleCopyRepository } from '../src/cycle-copy/cycle-copy.repository.js';
import { batchOf, CHAIN, cycle, score } from './company.js';
import { listOf, submitList } from './lists.js';
import { type Payroll, startPayroll } from './payroll-service.js';

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

    // As if it had been built before that was refused.
    await keep(2, CHAIN);
    const [runId = ''] = (await build()).runIds;
    await payroll.rows('UPDATE payout_run SET chain = $2 WHERE id = $1', [runId, JSON.stringify(chain)]);
    const { id } = await listOf(payroll, runId);
    expect(await submitList(payroll, id)).toMatchObject({ status: 422, body: { code: 'nobody-to-approve' } });
    expect(await listOf(payroll, runId)).toMatchObject({ state: 'draft', approvalId: null });
  });
});
