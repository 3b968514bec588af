import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import { type Payroll, startPayroll } from './payroll-service.js';
import { payrollsWord } from './payrolls-word.js';

/** As most programs write an instant. */
const AT = '2026-11-23T09:30:00Z';

describe('payroll’s word with an instant in whole seconds', () => {
  let payroll: Payroll;
  const { rejected, theOne, create } = payrollsWord(() => payroll);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 6);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  it('is heard, also where it is against us: nothing is paid again meanwhile', async () => {
    const { payout, runId } = await rejected();
    const said = await payroll.ask(keyPrincipal(['payroll.answer'], TENANT), 'POST', '/v1/payout-answers', {
      answerId: randomUUID(),
      tenantId: TENANT,
      payoutId: payout,
      outcome: 'paid',
      at: AT,
    });
    expect(said).toMatchObject({ status: 200, body: { outcome: 'contradiction' } });
    expect(await theOne(runId)).toMatchObject({ said: { outcome: 'paid', at: '2026-11-23T09:30:00.000Z' } });
    expect((await create(payout)).body).toMatchObject({ code: 'wrong-state' });
  });
});
