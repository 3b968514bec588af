import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { employee, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { linesOf, listOf, submitList } from './lists.js';
import { type Payroll, signList, startPayroll } from './payroll-service.js';

interface Held {
  id: string;
  listId: string;
  personNumber: string;
  period: string;
  since: string;
  stillHeld: { amount: string };
}

describe('lines that wait for somebody to let them go on', () => {
  let payroll: Payroll;
  /** Of W47 the even ones are of sales, the odd one of design; of W48 one of sales. */
  let lists: string[];

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.putPlan();
    lists = [];
    for (const [period, workers] of [
      ['2026-W47', [0, 1, 2]],
      ['2026-W48', [4]],
    ] as const) {
      const scores = workers.map((n) => score(n, worker(n)));
      const runId = await payroll.build(randomUUID(), scores, period);
      lists.push((await listOf(payroll, runId)).id);
    }
  });
  afterAll(() => payroll.close());

  const held = async (who: Parameters<Payroll['ask']>[0], query = ''): Promise<Held[]> => {
    const { status, body } = await payroll.ask(who, 'GET', `/v1/held-lines${query}`);
    expect(status).toBe(200);
    return body['items'] as Held[];
  };
  const numbers = (rows: readonly Held[]): string[] => rows.map((row) => row.personNumber).toSorted();

  it('are not those of a list that nobody has signed', async () => {
    for (const listId of lists) {
      for (const { id, version } of await linesOf(payroll, listId)) {
        const body = { version, action: 'hold', reason: '核对订单' };
        expect((await payroll.ask('hr', 'PATCH', `/v1/bonus-lists/${listId}/lines/${id}`, body)).status).toBe(200);
      }
      await submitList(payroll, listId);
    }
    expect(await held('hr')).toEqual([]);
  });

  it('are those of all signed lists, the newest first, with when they were signed', async () => {
    for (const listId of lists) await signList(payroll, listId);
    const rows = await held('lead');
    expect(numbers(rows)).toEqual(['E0000', 'E0001', 'E0002', 'E0004']);
    expect(rows[0]).toMatchObject({ period: '2026-W48', stillHeld: { amount: '750.00' } });
    expect(rows.every(({ since }) => since.startsWith('2026-11-23'))).toBe(true);
    expect(numbers(await held('lead', `?list=${lists[1]}`))).toEqual(['E0004']);
  });

  it('come page after page, each once', async () => {
    const seen: Held[] = [];
    let after = '';
    do {
      const { body } = await payroll.ask('hr', 'GET', `/v1/held-lines?limit=1${after}`);
      seen.push(...(body['items'] as Held[]));
      const next = body['next'] as string | null;
      after = next === null ? '' : `&after=${encodeURIComponent(next)}`;
    } while (after !== '' && seen.length < 10);
    expect(numbers(seen)).toEqual(['E0000', 'E0001', 'E0002', 'E0004']);
  });

  it('are of one’s departments, and nobody’s without a part in money', async () => {
    expect(numbers(await held('partner'))).toEqual(['E0000', 'E0002', 'E0004']);
    expect((await payroll.ask(employee(worker(0)), 'GET', '/v1/held-lines')).status).toBe(403);
  });

  it('say what is left once a part went on, and are gone once all of it did', async () => {
    const [first] = await held('hr', `?list=${lists[1]}`);
    const release = (parts?: object[]) =>
      payroll.ask('hr', 'POST', '/v1/off-cycle-runs/held-lines', {
        lineIds: [first?.id],
        reason: '已核对',
        ...(parts === undefined ? {} : { parts }),
      });
    const part = { lineId: first?.id, amount: { amount: '300.00', currency: 'CNY' }, rest: '其余待核实' };
    expect((await release([part])).status).toBe(201);
    expect(await held('hr', `?list=${lists[1]}`)).toMatchObject([
      { stillHeld: { amount: '450.00' }, heldReason: '其余待核实' },
    ]);
    expect((await release()).status).toBe(201);
    expect(await held('hr', `?list=${lists[1]}`)).toEqual([]);
  });
});
