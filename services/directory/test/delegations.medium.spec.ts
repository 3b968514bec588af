import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Desk } from '@goalbeat/contracts/directory/http';
import type { z } from 'zod';
import { DirectoryHarness } from './directory-harness.js';
import { HeldCompany } from './held-company.js';

let directory: DirectoryHarness;
beforeAll(async () => {
  directory = await DirectoryHarness.start();
});
afterAll(() => directory.stop());

const give = (token: string, to: string, from: string, until: string, kinds: string[] | null = null) =>
  directory.call<{ id: string; code: string; field: string; detail: string }>('POST', '/v1/delegations', {
    token,
    body: { to, from: `${from}T00:00:00Z`, until: `${until}T00:00:00Z`, kinds },
  });

describe('delegations', () => {
  it('of one time go to one person, and never round in a ring', async () => {
    const company = await HeldCompany.found(directory);
    const [e1, e2, e3] = [await company.as('E1'), await company.as('E2'), await company.as('E3')];
    const first = await give(e1, 'E2', '2026-11-24', '2026-11-28');
    expect(first.status).toBe(201);
    const twice = await give(e1, 'E3', '2026-11-26', '2026-11-30');
    expect(twice).toMatchObject({ status: 409, body: { code: 'duplicate', field: 'from' } });
    expect(twice.body.detail).toContain('E2 李销售');
    expect((await give(e1, 'E3', '2026-11-26', '2026-11-30', ['plan'])).status).toBe(201);
    expect((await give(e1, 'E3', '2026-11-28', '2026-11-30')).status).toBe(201);

    expect((await give(e2, 'E3', '2026-11-24', '2026-11-26')).status).toBe(201);
    const ring = await give(e3, 'E1', '2026-11-25', '2026-11-27');
    expect(ring).toMatchObject({ status: 409, body: { code: 'wrong-state', field: 'to' } });
    for (const name of ['E1', 'E2', 'E3']) expect(ring.body.detail).toContain(name);
    await directory.call('DELETE', `/v1/delegations/${first.body.id}`, { token: e1 });
    expect((await give(e3, 'E1', '2026-11-24', '2026-11-25')).status).toBe(201);
  });

  it('end before the delegate leaves', async () => {
    const company = await HeldCompany.found(directory);
    await company.change('E3', '2026-11-23', { leftOn: '2026-11-26' });
    const token = await company.as('E1');
    expect(await give(token, 'E3', '2026-11-24', '2026-11-30')).toMatchObject({
      status: 400,
      body: { field: 'until' },
    });
    expect((await give(token, 'E3', '2026-11-24', '2026-11-26')).status).toBe(201);
  });

  it('hold from and until business instants, on the desk', async () => {
    const company = await HeldCompany.found(directory);
    const e1 = await company.person('E1');
    const task = {
      taskId: randomUUID(),
      version: 1,
      service: 'goals',
      kind: 'decision',
      subjectKind: 'plan',
      subjectId: randomUUID(),
      title: '赵一',
      approvalId: randomUUID(),
      stepId: 'lead',
      cycleId: null,
      unitId: null,
      assigneeId: e1.id,
      onBehalfOf: null,
      state: 'open',
      openedAt: '2026-11-23T00:00:00.000Z',
      dueAt: null,
      closedAt: null,
      reminders: 0,
    };
    await directory.database.query(
      `INSERT INTO desk_task (tenant_id, task_id, version, service, kind, subject_kind, assignee_id, state, opened_at, task)
       VALUES ($1, $2, 1, 'goals', 'decision', 'plan', $3, 'open', now(), $4)`,
      [company.tenant.id, task.taskId, e1.id, task],
    );
    const seen = async () => {
      const { body } = await directory.call<z.infer<typeof Desk>>('GET', '/v1/desk', { token: await company.as('E2') });
      return body.items.map((item) => item.title);
    };
    expect((await give(await company.as('E1'), 'E2', '2026-11-25', '2026-11-29')).status).toBe(201);
    expect(await seen()).toEqual([]);
    await company.passUntil('2026-11-25T00:00:00.000Z');
    expect(await seen()).toEqual(['赵一']);
    await company.passUntil('2026-11-29T00:00:00.000Z');
    expect(await seen()).toEqual([]);
  });
});
