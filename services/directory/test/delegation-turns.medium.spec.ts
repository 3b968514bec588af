import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NoticePage } from '@goalbeat/contracts/directory/http';
import type { z } from 'zod';
import { DelegationTurnsWorker } from '../src/delegation/delegation-turns.worker.js';
import { DirectoryHarness } from './directory-harness.js';
import { HeldCompany } from './held-company.js';

let directory: DirectoryHarness;
beforeAll(async () => {
  directory = await DirectoryHarness.start();
});
afterAll(() => directory.stop());

const tellAll = () => directory.app.get(DelegationTurnsWorker, { strict: false }).tellAll();

async function give(company: HeldCompany, who: string, to: string, from: string, until: string, kinds?: string[]) {
  const answer = await directory.call<{ id: string }>('POST', '/v1/delegations', {
    token: await company.as(who),
    body: { to, from: `${from}T00:00:00Z`, until: `${until}T00:00:00Z`, kinds: kinds ?? null },
  });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

/** What somebody was told of delegations, oldest first. */
async function told(company: HeldCompany, number: string): Promise<string[]> {
  const { body } = await directory.call<z.infer<typeof NoticePage>>('GET', '/v1/notices?limit=50', {
    token: await company.as(number),
    headers: { 'accept-language': 'zh-CN' },
  });
  return body.items
    .filter((notice) => notice.subjectKind === 'delegation')
    .map((notice) => notice.text)
    .toReversed();
}

async function task(company: HeldCompany, number: string, subjectKind: string, refused: string[] = []): Promise<void> {
  const { id } = await company.person(number);
  await directory.database.query(
    `INSERT INTO desk_task (tenant_id, task_id, version, service, kind, subject_kind, assignee_id, state, opened_at, task, refused)
     VALUES ($1, $2, 1, 'goals', 'decision', $3, $4, 'open', now(), '{}', $5)`,
    [company.tenant.id, randomUUID(), subjectKind, id, refused],
  );
}

const actions = async (company: HeldCompany, id: string) => {
  const { rows } = await directory.database.query<{ action: string }>(
    'SELECT action FROM process_log WHERE tenant_id = $1 AND subject_id = $2 ORDER BY id',
    [company.tenant.id, id],
  );
  return rows.map((row) => row.action);
};

describe('whoever decides for somebody else', () => {
  it('is told ahead, when it begins and when it ends; the giver hears what comes back', async () => {
    const company = await HeldCompany.found(directory);
    await task(company, 'E1', 'plan');
    await task(company, 'E1', 'report');
    // It is about the delegate: it never was theirs to decide, so nothing of it comes back.
    await task(company, 'E1', 'plan', [(await company.person('E2')).id]);
    const id = await give(company, 'E1', 'E2', '2026-11-25', '2026-11-28');
    const ahead = '王总（E1）请您在 2026年11月25日 08:00 至 2026年11月28日 08:00 期间代为审批';
    expect(await told(company, 'E2')).toEqual([ahead]);
    expect(await tellAll()).toBe(0);

    await company.passUntil('2026-11-25T00:00:00.000Z');
    const begun = await Promise.all([tellAll(), tellAll()]);
    expect(begun.toSorted((a, b) => a - b)).toEqual([0, 1]);
    const now = '您现在代 王总（E1）审批，至 2026年11月28日 08:00，现有 2 项待办';
    expect(await told(company, 'E2')).toEqual([ahead, now]);
    expect(await told(company, 'E1')).toEqual([]);

    await company.passUntil('2026-11-28T00:00:00.000Z');
    expect(await tellAll()).toBe(1);
    expect(await told(company, 'E2')).toEqual([
      ahead,
      now,
      '您代 王总（E1）审批已于 2026年11月28日 08:00 结束，2 项未决待办已交还',
    ]);
    expect(await told(company, 'E1')).toEqual([
      '李销售（E2）代您审批已于 2026年11月28日 08:00 结束，2 项未决待办已交还',
    ]);
    expect(await tellAll()).toBe(0);
    expect(await actions(company, id)).toEqual(['delegated', 'delegation-began', 'delegation-ended']);
  });

  it('hears at once of one that has begun, also for some kinds only, and of its being taken back', async () => {
    const company = await HeldCompany.found(directory);
    await task(company, 'E1', 'plan');
    await task(company, 'E1', 'report');
    const id = await give(company, 'E1', 'E2', '2026-11-22', '2026-11-28', ['report']);
    expect(await told(company, 'E2')).toEqual([
      '您现在代 王总（E1）审批（完成情况），至 2026年11月28日 08:00，现有 1 项待办',
    ]);
    expect(await tellAll()).toBe(0);
    await directory.call('DELETE', `/v1/delegations/${id}`, { token: await company.as('E1') });
    expect((await told(company, 'E2')).at(-1)).toMatch(
      /^您代 王总（E1）审批（完成情况）已于 .* 结束，1 项未决待办已交还$/,
    );
    expect((await told(company, 'E1')).at(-1)).toMatch(
      /^李销售（E2）代您审批（完成情况）已于 .* 结束，1 项未决待办已交还$/,
    );
    expect(await tellAll()).toBe(0);
  });

  it('hears that one given ahead is called off', async () => {
    const company = await HeldCompany.found(directory);
    const id = await give(company, 'E1', 'E2', '2026-11-25', '2026-11-28');
    await directory.call('DELETE', `/v1/delegations/${id}`, { token: await company.as('E1') });
    expect((await told(company, 'E2')).at(-1)).toBe(
      '王总（E1）取消了 2026年11月25日 08:00 至 2026年11月28日 08:00 的审批代理',
    );
    expect(await told(company, 'E1')).toEqual([]);
    await company.passUntil('2026-11-29T00:00:00.000Z');
    expect(await tellAll()).toBe(0);
  });

  it('is told also when the one who was named has given theirs away too', async () => {
    const company = await HeldCompany.found(directory);
    await task(company, 'E1', 'plan');
    await give(company, 'E2', 'E3', '2026-11-22', '2026-11-30');
    await give(company, 'E1', 'E2', '2026-11-22', '2026-11-28');
    expect((await told(company, 'E3')).at(-1)).toBe('您现在代 王总（E1）审批，至 2026年11月28日 08:00，现有 1 项待办');
    expect((await told(company, 'E2')).at(-1)).toBe('您现在代 王总（E1）审批，至 2026年11月28日 08:00');
    await company.passUntil('2026-11-28T00:00:00.000Z');
    expect(await tellAll()).toBe(1);
    expect((await told(company, 'E3')).at(-1)).toContain('1 项未决待办已交还');
    expect((await told(company, 'E1')).at(-1)).toContain('1 项未决待办已交还');
  });
});
