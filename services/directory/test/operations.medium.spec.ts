import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CompanyReport } from '@goalbeat/contracts/operations-http';
import { DirectoryHarness } from './directory-harness.js';

let directory: DirectoryHarness;
let tenant: { id: string; slug: string; admin: string };
let other: { id: string; admin: string };

beforeAll(async () => {
  directory = await DirectoryHarness.start();
  tenant = await directory.tenant();
  other = await directory.tenant();
  await directory.company(tenant.admin);
});
afterAll(() => directory.stop());

const get = <T>(path: string, token = tenant.admin) => directory.call<T>('GET', `/v1/operations/${path}`, { token });
async function personId(number: string): Promise<string> {
  const { rows } = await directory.database.query<{ id: string }>(
    'SELECT id FROM person WHERE tenant_id = $1 AND number = $2',
    [tenant.id, number],
  );
  return String(rows[0]?.id);
}

async function task(subjectKind: string, due: string, state = 'open'): Promise<string> {
  const id = randomUUID();
  await directory.database.query(
    `INSERT INTO desk_task (tenant_id, task_id, version, service, kind, subject_kind, assignee_id, state, opened_at, due_at, task)
     VALUES ($1, $2, 1, 'payroll', 'todo', $3, $4, $5, '2026-11-23T00:00:00Z', $6, $7)`,
    [
      tenant.id,
      id,
      subjectKind,
      await personId('E1'),
      state,
      due,
      JSON.stringify({ subjectId: 'x1', title: '赵一 ¥500' }),
    ],
  );
  return id;
}

async function notice(number: string, read = false): Promise<string> {
  const id = randomUUID();
  await directory.database.query(
    `INSERT INTO notice (tenant_id, id, person_id, kind, at, subject_kind, subject_id, "values", read_at)
     VALUES ($1, $2, $3, 'paid', '2026-11-23T01:00:00Z', 'payout', 'p', '{"amount":"500.00"}', $4)`,
    [tenant.id, id, await personId(number), read ? '2026-11-23T02:00:00Z' : null],
  );
  return id;
}

describe('what operations see of a company', () => {
  it('is what went wrong and waits for somebody, without what it is about, and of no other company', async () => {
    const trouble = await task('rejected-payout', '2020-01-01T00:00:00Z');
    const later = await task('unanswered', '2099-01-01T00:00:00Z');
    await task('make-plan', '2020-01-01T00:00:00Z');
    await task('rejected-payout', '2020-01-01T00:00:00Z', 'done');
    const { body } = await get<{ items: { taskId: string }[] }>('tasks');
    expect(new Set(body.items.map((one) => one.taskId))).toEqual(new Set([trouble, later]));
    expect(body.items[0]).toMatchObject({ service: 'payroll', subjectId: 'x1', assigneeId: await personId('E1') });
    expect(JSON.stringify(body)).not.toMatch(/赵一|500/);
    expect((await get<CompanyReport>('company')).body).toMatchObject({ tasks: { open: 2, overdue: 1 } });
    expect((await get<CompanyReport>('company', other.admin)).body).toMatchObject({ tasks: { open: 0, overdue: 0 } });
    expect((await get('tasks', other.admin)).body).toEqual({ items: [], next: null });
  });

  it('is notices that their people cannot read: who has left, who has no account', async () => {
    await directory.importAll(
      'people',
      tenant.admin,
      'number,name,email,unit,job_family,grade,manager,joined,left,roles\nN1,无账号,n1@example.com,HQ,dev,P1,E1,2021-01-01,,\nG1,已离职,g1@example.com,HQ,dev,P1,E1,2021-01-01,2022-01-01,\n',
    );
    const [noAccount, gone] = [await notice('N1'), await notice('G1')];
    await notice('E4');
    await notice('G1', true);
    const { body } = await get<{ items: { id: string; why: string }[] }>('unreadable-notices');
    expect(new Map(body.items.map(({ id, why }) => [id, why]))).toEqual(
      new Map([
        [noAccount, 'no-account'],
        [gone, 'left'],
      ]),
    );
    expect(JSON.stringify(body)).not.toContain('500');
    expect((await get<CompanyReport>('company')).body.unreadableNotices).toBe(2);
    expect((await get<CompanyReport>('company', other.admin)).body.unreadableNotices).toBe(0);
  });

  it('says that Temporal is away, and the rest all the same', async () => {
    const { status, body } = await get<CompanyReport>('company');
    expect(status).toBe(200);
    expect(body.temporal).toEqual({ reachable: false, namespace: 'none', failed: null });
  });

  it('is for nobody else', async () => {
    for (const number of ['E4', 'H1']) {
      const token = await directory.signIn(tenant.slug, number, `password ${number}`);
      for (const path of ['company', 'tasks', 'unreadable-notices']) expect((await get(path, token)).status).toBe(403);
    }
  });
});
