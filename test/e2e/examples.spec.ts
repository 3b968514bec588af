import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { Definition, ImportResult } from '@goalbeat/api-client/wire-types';
import { readExample, type Example } from '@goalbeat/examples/read-example';
import { cookieOf } from './cookie.js';
import { installation } from './installation.js';
import { PASSWORD } from './company.js';

const ADMIN = 'ADMIN';
/** The column of people.csv. */
const ROLES = 7;
const folder = (name: string): string => join(import.meta.dirname, '../../examples', name);
const slow = { timeoutMs: 60_000, retryForMs: 60_000, stepsUp: true };

const refused = ({ rows }: ImportResult) => rows.filter(({ verdict }) => verdict === 'wrong');

/** A company founded from the example's files, and the number of who leads HR in it. */
async function found(name: string, example: Example): Promise<{ slug: string; hr: string }> {
  const slug = `ex-${name}-${Date.now().toString(36)}`;
  const admin = new GoalbeatClient({ baseUrl: installation.url, ...slow });
  await admin.createTenant(
    {
      slug,
      name: `E2E ${name}`,
      zone: 'Asia/Shanghai',
      currency: 'CNY',
      kind: 'demo',
      clock: { rate: 60, start: '2026-06-01T00:00:00.000Z' },
      admin: { number: ADMIN, name: 'Admin', email: 'admin@example.com', password: PASSWORD },
    },
    installation.installKey,
  );
  await admin.signIn({ tenant: slug, number: ADMIN, password: PASSWORD });
  for (const { code, data } of example.calendars)
    await admin.transport.put(`/api/directory/v1/calendars/${code}`, data);
  expect(refused(await admin.importUnits(example.unitsCsv))).toEqual([]);
  expect(refused(await admin.importPeople(example.peopleCsv))).toEqual([]);
  const rows = example.peopleCsv.split('\n').map((row) => row.split(','));
  const hr = rows.find((row) => row[ROLES]?.split(';').includes('hr-lead'))?.[0] ?? '';
  await admin.createAccounts({ accounts: [{ number: hr, password: PASSWORD }] });
  return { slug, hr };
}

describe.each(['minimal', 'operations', 'branches', 'lender', 'marketplace'])('the example %s', (name) => {
  it('is taken whole: imported, validated, activated, previewed, and given back as the same file', async () => {
    const example = readExample(folder(name));
    const { slug, hr } = await found(name, example);
    const client = new GoalbeatClient({ baseUrl: installation.url, ...slow });
    await client.signIn({ tenant: slug, number: hr, password: PASSWORD });
    for (const { code, ...template } of example.templates) await client.putTemplate(code, template);
    for (const { code, data } of example.ruleSets) await client.putRuleSet(code, data);
    for (const { code, data } of example.payPlans) await client.putPayPlan(code, data);
    const headers = { cookie: await cookieOf(slug, hr), 'x-goalbeat-csrf': '1' };
    for (const { code, text } of example.definitionFiles) {
      const path = `${installation.url}/api/goals/v1/cycle-definitions`;
      const yaml = { ...headers, 'content-type': 'application/yaml' };
      const put = await fetch(`${path}/${code}`, { method: 'PUT', headers: yaml, body: text });
      const draft = (await put.json()) as Definition;
      expect({ status: put.status, draft }).toMatchObject({ status: 200, draft: { code, version: 1, state: 'draft' } });
      const active = await client.activateDefinition(draft.id, draft.version);
      expect(active.state).toBe('active');
      const preview = await client.previewDefinition(draft.id, '2026-06-01', 3);
      expect(preview).toMatchObject({ problems: [], nobodyToApprove: [] });
      expect(preview.people).toBeGreaterThan(1);
      expect(preview.periods.map(({ steps }) => steps.length)).toEqual(Array(3).fill(draft.data.timeline.length));
      const file = await fetch(`${path}/${draft.id}`, { headers: { ...headers, accept: 'application/yaml' } });
      const back = await fetch(`${path}/${code}`, { method: 'PUT', headers: yaml, body: await file.text() });
      expect(await back.json()).toMatchObject({ version: 2, data: draft.data });
    }
  });
});
