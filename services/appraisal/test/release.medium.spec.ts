import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { APPRAISAL_EVENTS, ScoresPublished } from '@goalbeat/contracts/appraisal/events';
import type { Chain } from '@goalbeat/domain/approval/chain';
import { employee, NOW, STAFF, staff, TENANT, worker } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import { scoresChecksum } from '../src/scoring-run/publication.js';
import { allPages, type Appraisal, startAppraisal, statuses } from './appraisal-service.js';
import { RELEASE, sheet, type SheetResult } from './results.js';

const refusal = (code: string) => expect.objectContaining({ code });
const WEEK = [sheet(0, '1/1'), sheet(1, '1/2'), sheet(2, '6/5'), sheet(3, '1/1')];
const STAFF_SHEET = { personId: STAFF.partner } satisfies Partial<SheetResult>;

describe('the release of results', () => {
  let appraisal: Appraisal;
  beforeAll(async () => {
    appraisal = await startAppraisal(4);
    await appraisal.putRules();
  });
  afterAll(() => appraisal.close());
  beforeEach(() => appraisal.at(NOW));

  const scored = async (chain?: Chain, list = WEEK) => {
    const arrived = await appraisal.arrive(list, chain === undefined ? {} : { chain });
    const { runId } = await appraisal.activities.scoreCycle(arrived);
    const publish = () => appraisal.activities.publishScores({ tenantId: TENANT, runId, cycleId: arrived.cycleId });
    const run = async () => (await appraisal.ask('hr', 'GET', `/v1/runs/${runId}`)).body;
    return { ...arrived, runId, publish, run };
  };
  const events = async (type: string, like: string) =>
    (
      await appraisal.rows<{ data: unknown }>(
        `SELECT COALESCE(payload->'event', payload)->'data' AS data FROM outbox
         WHERE payload::text LIKE $1 AND payload::text LIKE $2 ORDER BY id`,
        [`%"${type}"%`, `%${like}%`],
      )
    ).map((row) => row.data);
  const asked = async (runId: string) => {
    const [approval] = await appraisal.rows<{ id: string; round: number; version: number }>(
      `SELECT id, round, version::int AS version FROM approval WHERE subject_kind = 'results' AND subject_id = $1
       ORDER BY round DESC LIMIT 1`,
      [runId],
    );
    if (approval === undefined) throw new Error('Nobody was asked');
    return approval;
  };

  it('publishes at once where the definition has no chain, once however often it is asked', async () => {
    const { cycleId, runId, publish, run } = await scored();
    const batches = await Promise.all([publish(), publish(), publish()]);
    expect(new Set([...batches, await publish()].map(({ batch }) => JSON.stringify(batch))).size).toBe(1);
    const batch = batches[0]?.batch;
    const pages = (await events(APPRAISAL_EVENTS.scoresPage, batch?.batchId ?? 'none')).map((page) =>
      ScoresPublished.parse(page),
    );
    expect(pages).toHaveLength(1);
    expect(pages[0]).toMatchObject({ ...batch, cycleId, period: '2026-W47', payPlan: 'weekly', page: 1, pages: 1 });
    expect(scoresChecksum(pages.flatMap((page) => page.scores))).toBe(batch?.checksum);
    expect(await run()).toMatchObject({ state: 'published', people: 4, approvalId: null });
    for (const state of ['scored', 'published'])
      expect(
        (await events(APPRAISAL_EVENTS.run, runId)).filter((one) => (one as { state: string }).state === state),
      ).toHaveLength(1);
    expect(
      await appraisal.rows(`SELECT 1 FROM process_log WHERE subject_id = $1 AND action = 'published'`, [runId]),
    ).toHaveLength(1);
  });

  it('tells each person once, with period, score and band', async () => {
    const { runId, publish } = await scored();
    await publish();
    await publish();
    const rows = await appraisal.rows<{ id: string; person: string }>(
      'SELECT id, person_id AS person FROM score WHERE run_id = $1',
      [runId],
    );
    for (const row of rows) {
      const notices = await events('goalbeat.notice.requested.v1', row.id);
      expect(notices).toHaveLength(1);
      expect(notices).toMatchObject([
        { personId: row.person, kind: 'result-published', at: NOW, values: { period: '2026-W47' } },
      ]);
    }
  });

  it('publishes pages of at most a hundred that make up the whole', async () => {
    const { publish } = await scored(
      undefined,
      Array.from({ length: 201 }, (_, n) => sheet(n, `${n}/200`)),
    );
    const { batch } = await publish();
    const pages = (await events(APPRAISAL_EVENTS.scoresPage, batch.batchId)).map((page) => ScoresPublished.parse(page));
    expect(
      pages.toSorted((a, b) => a.page - b.page).map((page) => [page.page, page.pages, page.scores.length]),
    ).toEqual([
      [1, 3, 100],
      [2, 3, 100],
      [3, 3, 1],
    ]);
    expect(scoresChecksum(pages.flatMap((page) => page.scores))).toBe(batch.checksum);
  });

  it('asks a link by the scores it is about: the lowest and the highest, unrounded', async () => {
    // Scores of the week: 1/2 of 70 % and all of 30 % is 65, 6/5 is 114.
    const chainOf = (when: object): Chain => [{ ...RELEASE[0]!, when } as Chain[number]];
    const outcomes: unknown[] = [];
    for (const when of [
      { fact: 'score', below: '65' },
      { fact: 'score', below: '65.01' },
      { fact: 'score', above: '114' },
      { fact: 'score', above: '113.99' },
    ]) {
      const { publish, run } = await scored(chainOf(when));
      await publish().catch(() => undefined);
      outcomes.push((await run())['state']);
    }
    expect(outcomes).toEqual(['published', 'in-approval', 'published', 'in-approval']);
  });

  it('waits for goals to say which chain there is', async () => {
    const { runId, cycleId, publish } = await scored();
    await appraisal.rows('DELETE FROM cycle_fact WHERE cycle_id = $1', [cycleId]);
    await expect(publish()).rejects.toEqual(refusal('not-yet'));
    // News in the wrong order: the older one changes nothing.
    await appraisal.hearCycle(cycleId, undefined, { version: 5 });
    await appraisal.hearCycle(cycleId, RELEASE, { version: 4 });
    await publish();
    expect(await appraisal.rows('SELECT 1 FROM approval WHERE subject_id = $1', [runId])).toEqual([]);
  });

  it('is asked for once and published when it is approved', async () => {
    const { runId, publish, run } = await scored(RELEASE);
    await Promise.allSettled([publish(), publish(), publish()]);
    await expect(publish()).rejects.toEqual(refusal('not-yet'));
    const approval = await asked(runId);
    expect(approval.round).toBe(1);
    expect(await run()).toMatchObject({ state: 'in-approval', approvalId: approval.id });
    expect(await appraisal.decide(approval.id, 'approve')).toMatchObject({ body: { state: 'approved' } });
    expect(await run()).toMatchObject({ state: 'approved' });
    const first = await publish();
    expect(await publish()).toEqual(first);
    expect(await run()).toMatchObject({ state: 'published' });
  });

  it('comes back to HR when it is returned, and goes on in the next round', async () => {
    const { runId, publish, run } = await scored(RELEASE);
    await expect(publish()).rejects.toEqual(refusal('not-yet'));
    const first = await asked(runId);
    const submit = (who: Parameters<Appraisal['ask']>[0], version: unknown) =>
      appraisal.ask(who, 'POST', `/v1/runs/${runId}/submit`, { version });
    const before = (await run())['version'];
    expect(await submit('hr2', before)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await appraisal.decide(first.id, 'return')).toMatchObject({ status: 400 });
    expect(await appraisal.decide(first.id, 'return', '销售部数据有误')).toMatchObject({ body: { state: 'returned' } });
    const returned = await run();
    expect(returned['state']).toBe('returned');
    await expect(publish()).rejects.toEqual(refusal('not-yet'));

    expect(await submit('hr2', before)).toMatchObject({ status: 409, body: { code: 'stale-version' } });
    expect(await submit(employee(worker(0)), returned['version'])).toMatchObject({ status: 403 });
    expect(await submit('lead', returned['version'])).toMatchObject({ status: 403 });
    const submitted = await Promise.all([1, 2].map(() => submit('hr2', returned['version'])));
    expect(statuses(submitted)).toEqual([201, 409]);
    const second = await asked(runId);
    expect(second.round).toBe(2);
    expect(await run()).toMatchObject({ state: 'in-approval', approvalId: second.id });
    // What was decided stays so.
    expect(
      await appraisal.ask('hr', 'POST', `/v1/approvals/${first.id}/decisions`, { taskVersion: 1, decision: 'approve' }),
    ).toMatchObject({ status: 409, body: { code: 'already-decided' } });
    expect(await appraisal.decide(second.id, 'reject', '再看一遍')).toMatchObject({ status: 200 });
    const third = await submit('hr2', (await run())['version']);
    expect(third).toMatchObject({ status: 201, body: { state: 'in-approval' } });
    expect(await appraisal.decide((await asked(runId)).id, 'approve')).toMatchObject({ status: 200 });
    expect((await publish()).batch.count).toBe(4);
    const log = await appraisal.ask('hr2', 'GET', `/v1/process-log?subject=results:${runId}`);
    expect((log.body['items'] as { action: string }[]).map((one) => one.action)).toEqual(
      expect.arrayContaining(['returned', 'rejected', 'approved']),
    );
  });

  it('is released by silence where the ladder says so, and by one of both when a person is quicker', async () => {
    const { runId, publish, run } = await scored(RELEASE);
    await expect(publish()).rejects.toEqual(refusal('not-yet'));
    const { id: approvalId, version } = await asked(runId);
    const [step] = await appraisal.rows<{ rungs: { n: number; at: string; action: 'approve' }[] }>(
      'SELECT rungs FROM approval_step WHERE approval_id = $1',
      [approvalId],
    );
    const last = step?.rungs.at(-1);
    if (last?.action !== 'approve') throw new Error('The last rung does not approve');
    const climb = () =>
      appraisal.ladder.climbRung({
        tenantId: TENANT,
        approvalId,
        version,
        stepId: 'release',
        rung: last.n,
        action: 'approve',
      });
    expect(await climb()).toMatchObject({ outcome: 'early' });
    await appraisal.at(last.at);
    await Promise.allSettled([climb(), climb(), appraisal.decide(approvalId, 'approve')]);
    expect(await run()).toMatchObject({ state: 'approved' });
    expect((await publish()).batch.count).toBe(4);
  });

  describe('who sees what', () => {
    const list = async (who: Parameters<Appraisal['ask']>[0], query: string) => {
      const { body } = await appraisal.ask(who, 'GET', `/v1/scores?${query}`);
      return (body['items'] as { personId: string }[]).map((item) => item.personId).toSorted();
    };
    const all = [worker(0), worker(1), worker(2), worker(3)];

    it('before the release HR only, and nobody their own', async () => {
      const { runId, cycleId, publish } = await scored(RELEASE, [...WEEK, sheet(4, '1/1', '1/1', STAFF_SHEET)]);
      await expect(publish()).rejects.toEqual(refusal('not-yet'));
      const query = `cycle=${cycleId}`;
      expect(await list('hr', query)).toEqual([STAFF.partner, ...all].toSorted());
      // Of sales, and not their own, although their sheet is of sales too.
      expect(await list('partner', query)).toEqual([worker(0), worker(2)]);
      // The boss manages them all, finance pays them all: both wait for the release.
      for (const who of ['boss', 'lead', 'reviewer', employee(worker(0))] as const)
        expect(await list(who, query)).toEqual([]);
      const [own] = await appraisal.rows<{ id: string }>('SELECT id FROM score WHERE run_id = $1 AND person_id = $2', [
        runId,
        worker(0),
      ]);
      for (const path of [`/v1/scores/${own?.id}`, `/v1/scores/${own?.id}/explain`]) {
        expect(await appraisal.ask(employee(worker(0)), 'GET', path)).toMatchObject({ status: 404 });
        expect(await appraisal.ask('boss', 'GET', path)).toMatchObject({ status: 404 });
        expect(await appraisal.ask('partner', 'GET', path)).toMatchObject({ status: 200 });
      }
    });

    it('afterwards everybody theirs, their people’s, or their units’', async () => {
      const { runId, cycleId, publish } = await scored();
      await publish();
      const query = `cycle=${cycleId}`;
      for (const who of ['hr', 'hr2', 'lead', 'reviewer', 'boss'] as const) expect(await list(who, query)).toEqual(all);
      expect(await list('partner', query)).toEqual([worker(0), worker(2)]);
      expect(await list(employee(worker(1)), query)).toEqual([worker(1)]);
      expect(await list(employee(worker(1)), `${query}&person=${worker(2)}`)).toEqual([]);
      expect(await list('hr', `${query}&person=${worker(2)}`)).toEqual([worker(2)]);
      expect(await list('boss', `${query}&mine=true`)).toEqual([]);
      expect(await list(employee(worker(1)), `${query}&mine=true`)).toEqual([worker(1)]);
      // A flag is there or not: a guess at what "false" means would show somebody else's.
      expect(await appraisal.ask('hr', 'GET', `/v1/scores?${query}&mine=false`)).toMatchObject({ status: 400 });
      const [other] = await appraisal.rows<{ id: string }>(
        'SELECT id FROM score WHERE run_id = $1 AND person_id = $2',
        [runId, worker(1)],
      );
      expect(await appraisal.ask('partner', 'GET', `/v1/scores/${other?.id}`)).toMatchObject({ status: 404 });
      expect(await appraisal.ask(employee(worker(1)), 'GET', `/v1/scores/${other?.id}`)).toMatchObject({
        status: 200,
        body: { personName: '员工 E0001', score: '65.00', band: 'qualified', rankInUnit: 2, state: 'published' },
      });
      expect(await appraisal.ask(employee(worker(1)), 'GET', `/v1/scores/${other?.id}/explain`)).toMatchObject({
        body: { agrees: true },
      });
    });

    it('pages through a cycle without losing or repeating anybody', async () => {
      const { cycleId, publish } = await scored();
      await publish();
      const seen = await allPages<{ personId: string }>((after) =>
        appraisal.ask('hr', 'GET', `/v1/scores?cycle=${cycleId}&limit=3${after}`),
      );
      expect(seen.map((item) => item.personId).toSorted()).toEqual(all);
    });

    it('keeps runs and their log to HR', async () => {
      const { runId } = await scored();
      const log = `/v1/process-log?subject=scoring-run:${runId}`;
      for (const who of [staff('boss'), staff('lead'), employee(worker(0)), keyPrincipal(['payroll'], TENANT)]) {
        expect(await appraisal.ask(who, 'GET', `/v1/runs/${runId}`)).toMatchObject({ status: 403 });
        expect(await appraisal.ask(who, 'GET', '/v1/runs')).toMatchObject({ status: 403 });
      }
      expect(await appraisal.ask(employee(worker(0)), 'GET', log)).toMatchObject({ status: 403 });
      expect(await appraisal.ask('partner', 'GET', log)).toMatchObject({ status: 200 });
      expect(await appraisal.ask('hr', 'GET', `/v1/runs/${randomUUID()}`)).toMatchObject({ status: 404 });
      expect(await appraisal.ask('hr', 'GET', '/v1/runs/nonsense')).toMatchObject({ status: 400 });
    });
  });
});
