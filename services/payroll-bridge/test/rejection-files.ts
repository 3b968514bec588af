import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { staff, TENANT } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import type { Payroll } from './payroll-service.js';

/** Payouts handed over by a file that finance has released, and the results that people bring for it. */
export function rejectionFiles(at: () => Payroll) {
  let week = 1;
  return {
    /** @returns the payouts in the order of the people */
    handedOver: async (people: readonly string[]): Promise<{ file: string; ids: string[]; runId: string }> => {
      const payroll = at();
      const scores = people.map((person, n) => score(n, person));
      const runId = await payroll.build(randomUUID(), scores, `2028-W${String(week++).padStart(2, '0')}`);
      await payroll.signAll(runId);
      await payroll.activities.postRun({ tenantId: TENANT, runId });
      await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
      const { body } = await payroll.ask('lead', 'GET', `/v1/payout-files?run=${runId}`);
      const file = (body['items'] as { id: string }[])[0]?.id ?? '';
      expect((await payroll.ask('lead', 'POST', `/v1/payout-files/${file}/release`)).status).toBe(200);
      const rows = await payroll.rows<{ id: string }>(
        `SELECT p.id FROM payout p WHERE p.run_id = $1 ORDER BY array_position($2::uuid[], p.person_id)`,
        [runId, people],
      );
      return { file, runId, ids: rows.map(({ id }) => id) };
    },

    upload: async (
      file: string,
      rows: readonly string[],
      by = staff('lead'),
      { mode = 'whole', language = 'en' } = {},
    ) => {
      const payroll = at();
      const answer = await payroll.app.inject({
        method: 'POST',
        url: `/v1/payout-files/${file}/results?mode=${mode}`,
        headers: {
          authorization: `Bearer ${payroll.tokenOf(by)}`,
          'content-type': 'text/csv',
          'accept-language': language,
        },
        payload: ['payout_id,outcome,code', ...rows].join('\r\n'),
      });
      return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
    },

    /** The change that waits for another, of what an upload answered. */
    changeOf: async (asked: Promise<{ status: number; body: Record<string, unknown> }>) => {
      const { status, body } = await asked;
      expect(status).toBe(200);
      return { id: String(body['changeId']), version: 1, body };
    },

    states: async (ids: readonly string[]): Promise<string[]> => {
      const rows = await at().rows<{ state: string }>(
        'SELECT state FROM payout WHERE id = ANY($1::uuid[]) ORDER BY array_position($1::uuid[], id)',
        [ids],
      );
      return rows.map(({ state }) => state);
    },
  };
}
