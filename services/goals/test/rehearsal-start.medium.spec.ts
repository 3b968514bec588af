import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RehearsalView } from '@goalbeat/contracts/goals/rehearsal-http';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Settings } from '../src/config.js';
import { CopyRemoval } from '../src/rehearsal/copy-removal.service.js';
import { RehearsalRun } from '../src/rehearsal/rehearsal-run.service.js';
import { RehearsalRunner } from '../src/rehearsal/rehearsal-runner.js';
import { RehearsalRepository, type RehearsalRow } from '../src/rehearsal/rehearsal.repository.js';
import { TENANT } from './company.js';
import { salesTemplate, week, type Data } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
  await goals.call('hr', 'PUT', '/v1/goal-templates/sales', salesTemplate);
}, 60_000);
afterAll(() => goals.close(), 60_000);
beforeEach(async () => {
  await goals.rows('DELETE FROM rehearsal');
  await goals.at('2026-11-15T00:00:00.000Z');
});

type Answered = RehearsalView & { code: string; field: string; detail: string };
async function ask(body: object, data: Data = week) {
  const draft = await goals.call<{ id: string }>('hr', 'PUT', '/v1/cycle-definitions/tried', { data });
  return goals.call<Answered>('hr', 'POST', `/v1/cycle-definitions/${draft.body.id}/rehearsals`, body);
}
const started = async () => (await goals.rows('SELECT 1 FROM rehearsal')).length;

describe('a rehearsal that cannot be', () => {
  it.each(['2027-W53', '2026-11', '1999-W10', '9999-W01'])(
    'in the period %s is refused by the field',
    async (period) => {
      expect(await ask({ period })).toMatchObject({ status: 400, body: { code: 'validation', field: 'period' } });
      expect(await started()).toBe(0);
    },
  );

  it('since nobody was there yet names the period; since nobody is covered, the definition', async () => {
    expect(await ask({ period: '2000-W10' })).toMatchObject({
      status: 400,
      body: { field: 'period', detail: expect.stringContaining('2000-W10') },
    });
    const nobody: Data = { ...week, who: { ...week.who, except: ['acme'] } };
    expect(await ask({ period: '2026-W49' }, nobody)).toMatchObject({ status: 400, body: { field: 'data.who' } });
    expect(await started()).toBe(0);
  });

  it('is not refused for a period to come', async () => {
    expect(await ask({ period: '2026-W49' })).toMatchObject({ status: 202, body: { state: 'running' } });
  });
});

/** Its row is told to the runner as the database has it; what plays and what takes away is recorded. */
class Recorded {
  readonly played: string[] = [];
  readonly removed: (string | null)[] = [];
  release = (): void => undefined;
  readonly #held = new Promise<void>((resolve) => (this.release = resolve));

  readonly run = {
    tooLong: () => undefined,
    run: async ({ row }: { row: RehearsalRow }) => {
      this.played.push(row.id);
      await this.#held;
      throw new Error('played enough');
    },
  } as unknown as RehearsalRun;

  constructor(private readonly rehearsals: RehearsalRepository) {}

  readonly removal = {
    remove: async (tenantId: string, { id, copyId }: Pick<RehearsalRow, 'id' | 'copyId'>) => {
      this.removed.push(id);
      await goals.app.get(UnitOfWork, { strict: false }).write(tenantId, (tx) => this.rehearsals.copyRemoved(tx, id));
      return copyId;
    },
  } as unknown as CopyRemoval;
}

function runnerOf(rehearsals: RehearsalRepository, recorded: Recorded): RehearsalRunner {
  const get = <T>(type: abstract new (...args: never[]) => T): T => goals.app.get(type, { strict: false });
  const settings = { env: { ...get(Settings).env, RUN: ['rehearsals'], GOALS_URL: 'http://127.0.0.1:1' } };
  return new RehearsalRunner(
    get(UnitOfWork),
    get(DataSource),
    settings as unknown as Settings,
    get(RealClock),
    rehearsals,
    recorded.run,
    recorded.removal,
  );
}

async function row(over: Partial<{ tenantId: string; state: string; copyId: string | null; stage: string }> = {}) {
  const id = uuidv7();
  const { tenantId = TENANT, state = 'running', copyId = null, stage = 'waiting' } = over;
  await goals.rows(
    `INSERT INTO rehearsal (tenant_id, id, definition_id, definition_version, period, state, stage, settings, requested_by, copy_id, ended_at)
     VALUES ($1, $2, $2, 1, '2026-W49', $3, $4, '{}', 'x', $5, CASE WHEN $3 = 'running' THEN NULL ELSE now() END)`,
    [tenantId, id, state, stage, copyId],
  );
  return id;
}
const until = async (holds: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await holds())) await sleep(50);
};

describe('the runner', () => {
  it('copies no company for one that was ended in its first moment', async () => {
    class EndedFirst extends RehearsalRepository {
      override async stage(tx: Tx, id: string, ...rest: [Parameters<RehearsalRepository['stage']>[2], string?]) {
        await this.end(tx, id, { state: 'cancelled', at: '2026-11-15T00:00:00.000Z', report: null, problem: null });
        return super.stage(tx, id, ...rest);
      }
    }
    const rehearsals = new EndedFirst();
    const recorded = new Recorded(rehearsals);
    const runner = runnerOf(rehearsals, recorded);
    const id = await row();
    runner.onApplicationBootstrap();
    await until(() => recorded.removed.includes(id));
    await runner.beforeApplicationShutdown();
    expect(recorded.played).toEqual([]);
    const [after] = await goals.rows('SELECT state, copy_id AS copy, report FROM rehearsal WHERE id = $1', [id]);
    expect(after).toEqual({ state: 'cancelled', copy: null, report: null });
  });

  it('takes copies away also while as many are played as may be at once', async () => {
    const rehearsals = new RehearsalRepository();
    const recorded = new Recorded(rehearsals);
    const runner = runnerOf(rehearsals, recorded);
    const tenants = [uuidv7(), uuidv7(), uuidv7()];
    const waiting: string[] = [];
    for (const tenantId of tenants) waiting.push(await row({ tenantId }));
    runner.onApplicationBootstrap();
    await until(() => recorded.played.length === 2);
    const gone = await row({ tenantId: uuidv7(), state: 'cancelled', stage: 'over', copyId: uuidv7() });
    await until(() => recorded.removed.includes(gone));
    expect(recorded.played).toEqual(waiting.slice(0, 2));
    const [third] = await goals.rows<{ lease: string | null }>(
      'SELECT lease_until AS lease FROM rehearsal WHERE id = $1',
      [waiting[2]],
    );
    // Nobody has claimed it: another process with room may.
    expect(third?.lease).toBeNull();
    recorded.release();
    await runner.beforeApplicationShutdown();
  });
});
