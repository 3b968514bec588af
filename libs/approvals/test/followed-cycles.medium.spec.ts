import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CycleChanged } from '@goalbeat/contracts/goals/events';
import type { Rung } from '@goalbeat/domain/ladder/ladder';
import { id } from '@goalbeat/testing/harness/organisation';
import { CycleFollower } from '../src/cycle-follower.js';
import { LEAD_STEP, TENANT } from './acme.js';
import { type Sheets, startSheets } from './sheets-service.js';

const HOUR = 3_600_000;
let sheets: Sheets;
let cycles = 800;
let cycleId = id(cycles);

beforeAll(async () => {
  sheets = await startSheets();
}, 60_000);
afterAll(() => sheets.close(), 60_000);
beforeEach(async () => {
  await sheets.at('2026-11-16T09:00:00.000Z');
  cycles += 1;
  cycleId = id(cycles);
});

const PAYOUT = '2026-11-16T15:00:00.000Z';
const AT_PAYOUT = { ...LEAD_STEP, ladder: { ...LEAD_STEP.ladder, due: { atStep: 'payout' as const } } };
const news = (version: number, over: Partial<CycleChanged> = {}): CycleChanged => ({
  cycleId,
  definitionId: id(50),
  definitionName: 'week',
  period: '2026-W47',
  version,
  state: 'running',
  timeline: [{ step: 'payout', at: PAYOUT, done: false }],
  payPlan: 'weekly',
  ruleSet: 'weekly',
  pausedMs: 0,
  chains: {},
  ...over,
});
const hear = (version: number, over: Partial<CycleChanged> = {}) =>
  sheets.unitOfWork.write(TENANT, (tx) =>
    sheets.app.get(CycleFollower, { strict: false }).follow(tx, news(version, over)),
  );
const open = (chain = [LEAD_STEP]) => sheets.open({ cycleId, chain, stepCaps: { payout: PAYOUT } });
const stepOf = async (approvalId: string) => {
  const [row] = await sheets.rows<{ due: string; rungs: Rung[]; version: number }>(
    `SELECT s.due_at AS due, s.rungs, a.version FROM approval a
     JOIN approval_step s ON s.approval_id = a.id AND s.no = a.step_no WHERE a.id = $1`,
    [approvalId],
  );
  return { due: row?.due, version: row?.version, rungs: row?.rungs.map(({ at, action }) => [at, action]) };
};
const climb = async (approvalId: string) => {
  const { version = 0 } = await stepOf(approvalId);
  const rung = { tenantId: TENANT, approvalId, version, stepId: 'lead', rung: 1, action: 'remind' as const };
  return (await sheets.ladder.activities().climbRung(rung)).outcome;
};

describe('approvals of a cycle that another service runs', () => {
  it('wait while it is paused, and come later by its length', async () => {
    await hear(1);
    const approvalId = await open();
    const before = await stepOf(approvalId);
    await sheets.at('2026-11-16T10:00:00.000Z');
    await hear(2, { state: 'paused' });
    await hear(2, { state: 'paused' });
    await sheets.at('2026-11-16T14:00:00.000Z');
    expect(await climb(approvalId)).toBe('moved-on');
    expect(before.due).toBe('2026-11-16T17:00:00.000Z');
    await hear(3, { pausedMs: 4 * HOUR });
    await hear(3, { pausedMs: 4 * HOUR });
    await hear(2, { state: 'paused' });
    // 17:00 and four hours is night: the next morning.
    expect(await stepOf(approvalId)).toMatchObject({
      due: '2026-11-17T09:00:00.000Z',
      rungs: [['2026-11-16T17:00:00.000Z', 'remind'], expect.anything(), expect.anything()],
    });
    await sheets.at('2026-11-16T17:00:00.000Z');
    expect(await climb(approvalId)).toBe('climbed');
  });

  it('catch up with a pause of which they never heard, and with two', async () => {
    await hear(1);
    const approvalId = await open();
    await sheets.at('2026-11-16T16:00:00.000Z');
    await hear(3, { pausedMs: 2 * HOUR });
    expect((await stepOf(approvalId)).due).toBe('2026-11-17T09:00:00.000Z');
    // Resumed and paused again in between: later by the second pause, and waiting in the third.
    await hear(6, { pausedMs: 3 * HOUR, state: 'paused' });
    expect((await stepOf(approvalId)).due).toBe('2026-11-17T10:00:00.000Z');
    expect(await climb(approvalId)).toBe('moved-on');
    // Taken back within the minute.
    await hear(7, { pausedMs: 3 * HOUR });
    expect((await stepOf(approvalId)).due).toBe('2026-11-17T10:00:00.000Z');
    expect(await climb(approvalId)).not.toBe('moved-on');
  });

  it('go by its timeline when a step is extended, and by nothing that is older', async () => {
    await hear(1);
    const approvalId = await open([AT_PAYOUT]);
    expect((await stepOf(approvalId)).due).toBe(PAYOUT);
    const extended = [{ step: 'payout', at: '2026-11-17T15:00:00.000Z', done: false }];
    await hear(3, { timeline: extended });
    expect((await stepOf(approvalId)).due).toBe('2026-11-17T15:00:00.000Z');
    const { version } = await stepOf(approvalId);
    await hear(2);
    await hear(4, { timeline: extended });
    expect(await stepOf(approvalId)).toMatchObject({ due: '2026-11-17T15:00:00.000Z', version });
  });

  it('keep reminders out of the quiet hours that its definition has', async () => {
    await hear(1, { quietHours: { from: '12:00', to: '14:00' } });
    const quiet = await open();
    // Four hours before 17:00 would be 13:00.
    expect((await stepOf(quiet)).rungs?.[0]).toEqual(['2026-11-16T14:00:00.000Z', 'remind']);
    await hear(2, { quietHours: null });
    const loud = await open();
    expect((await stepOf(loud)).rungs?.[0]).toEqual(['2026-11-16T13:00:00.000Z', 'remind']);
  });
});
