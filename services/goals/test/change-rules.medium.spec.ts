import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PEOPLE } from './company.js';
import { changing, of } from './changing.js';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

const { issued, ask, apply } = changing(() => goals);

describe('what is refused', () => {
  it('is what the dry run did not say: without it, after something moved, with a stale version, by others than HR', async () => {
    const week = await issued('refusals');
    const change = { kind: 'target', goal: 'orders', target: '12' };
    const dry = await ask(week, change);
    expect((await ask(week, change, { dryRun: false })).body).toMatchObject({
      code: 'validation',
      field: 'fingerprint',
    });
    // Progress moves figures, not what is done; an adjusted target does.
    const ann = await week.sheet('ann');
    await week.act('ann', 'progress', { items: [{ goalId: ann.goals[0]?.id, actual: '1' }] });
    expect((await ask(week, change)).body.fingerprint).toBe(dry.body.fingerprint);
    const bob = await week.sheet('bob');
    await goals.call('bob', 'PATCH', `/v1/goal-sheets/${bob.id}`, {
      version: bob.version,
      goals: [{ goalId: bob.goals[0]?.id, target: '9' }],
    });
    const moved = await ask(week, change, { dryRun: false, fingerprint: dry.body.fingerprint });
    expect(moved).toMatchObject({ status: 409, body: { code: 'stale-version', field: 'fingerprint' } });
    expect((await week.sheet('ann')).goals[0]?.target).toBe('10');
    const fresh = await ask(week, change);
    const body = { dryRun: false, fingerprint: fresh.body.fingerprint };
    const first = await ask(week, change, body, { key: 'change-1' });
    const version = first.body.version - 1;
    const again = await ask(week, change, { ...body, version }, { key: 'change-1' });
    expect(again.body).toEqual(first.body);
    expect(await ask(week, change, { ...body, version })).toMatchObject({
      status: 409,
      body: {
        code: 'stale-version',
        details: { version: 2, last: { action: 'cycle.changed', reason: 'the quarter goes on' } },
      },
    });
    for (const who of ['ann', 'lead'] as const) {
      expect(
        await goals.call(who, 'POST', `/v1/cycles/${week.cycleId}/changes`, {
          version: 2,
          dryRun: true,
          reason: 'x',
          change,
        }),
      ).toMatchObject({ status: 403 });
      expect(await goals.call(who, 'GET', `/v1/cycles/${week.cycleId}/changed-sheets`)).toMatchObject({ status: 403 });
    }
    // The partner's units do not hold the whole of the cycle.
    expect(await goals.call('partner', 'GET', `/v1/cycles/${week.cycleId}/changes`)).toMatchObject({ status: 403 });
    expect(await ask(week, { ...change, person: PEOPLE.hr })).toMatchObject({
      status: 403,
      body: { code: 'four-eyes' },
    });
  });

  it('is what comes too late: goals once the results are out, anything once money is on a list', async () => {
    const week = await new Week(goals).open('too-late');
    const change = { kind: 'target', goal: 'orders', target: '12' };
    expect(await ask(week, change)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', details: { step: 'issue' } },
    });
    await goals.at(AT.issue);
    await goals.activities.issueSheets(await week.ref());
    await goals.at(AT.archive);
    const ref = await week.ref();
    for (const step of [
      'remindToPlan',
      'closePlanning',
      'askForReport',
      'remindToReport',
      'closeReporting',
      'closeConfirming',
    ] as const) {
      expect(await goals.activities[step](ref)).toMatchObject({ outcome: 'done' });
    }
    expect(await ask(week, change)).toMatchObject({ status: 409, body: { details: { step: 'close-confirming' } } });
    expect((await apply(week, { kind: 'rule-set', ruleSet: 'standard', version: 1 })).status).toBe(200);
    expect((await apply(week, { kind: 'pay-plan', payPlan: 'generous' })).status).toBe(200);
    for (const step of ['score', 'publish', 'bonus-list'] as const) {
      await goals.activities.completeStep({ ...(await week.ref()), step });
    }
    for (const late of [change, { kind: 'rule-set', ruleSet: 'standard' }, { kind: 'pay-plan', payPlan: 'weekly' }]) {
      const refused = await ask(week, late);
      expect(refused).toMatchObject({ status: 409, body: { code: 'wrong-state', field: 'change' } });
      expect(JSON.stringify(refused.body)).toContain('差额');
    }
  });
});

describe('rules, money and instants', () => {
  it('are pinned by version, and scorers and payers hear of it', async () => {
    const week = await issued('pins');
    await week.act('ann', 'progress', { items: [{ goalId: (await week.sheet('ann')).goals[0]?.id, actual: '5' }] });
    const dry = await ask(week, { kind: 'rule-set', ruleSet: 'standard', version: 1 });
    // Today's newest gives 8 points a full attainment below target, the pinned one 10.
    expect(of(dry.body.rows, 'ann')).toMatchObject({ scoreBefore: '20.00', scoreAfter: '25.00', changes: [] });
    expect(dry.body.counts).toMatchObject({ sheets: 5, changed: 0, resultsMoved: 1 });
    await apply(week, { kind: 'rule-set', ruleSet: 'standard', version: 1 });
    await apply(week, { kind: 'pay-plan', payPlan: 'generous' });
    expect(await week.cycle()).toMatchObject({
      version: 3,
      ruleSet: { code: 'standard', version: 1 },
      payPlan: { code: 'generous', version: 1 },
    });
    const [event] = await goals.rows<{ data: object }>(
      `SELECT payload->'event'->'data' AS data FROM outbox WHERE payload->'event'->>'type' = 'goalbeat.goals.cycle.changed.v1'
       AND payload->'event'->'data'->>'cycleId' = $1 ORDER BY id DESC LIMIT 1`,
      [week.cycleId],
    );
    expect(event?.data).toMatchObject({
      control: 3,
      ruleSet: 'standard',
      ruleSetVersion: 1,
      payPlan: 'generous',
      payPlanVersion: 1,
    });
    expect((await ask(week, { kind: 'rule-set', ruleSet: 'unheard' })).body).toMatchObject({
      code: 'validation',
      field: 'change.ruleSet',
    });
    expect((await ask(week, { kind: 'rule-set', ruleSet: 'other' })).body).toMatchObject({
      code: 'validation',
      field: 'change.ruleSet',
    });
    expect((await ask(week, { kind: 'pay-plan', payPlan: 'weekly', version: 9 })).body).toMatchObject({
      field: 'change.payPlan',
    });
    goals.peers.away = true;
    expect((await ask(week, { kind: 'rule-set', ruleSet: 'standard' })).status).toBe(503);
    // What only looks at scores does without them.
    expect((await ask(week, { kind: 'target', goal: 'orders', target: '11' })).body.rows[0]?.scoreBefore).toBeNull();
    goals.peers.away = false;
  });

  it('move to an earlier or later instant, with what follows', async () => {
    const week = await issued('instants');
    const move = (step: string, at: string) => ({ kind: 'deadline', step, at });
    const done = await apply(week, move('ask-report', '2026-11-20T13:00:00Z'));
    expect(done.body.moved.map(({ step, after }) => [step, after])).toEqual([
      ['ask-report', '2026-11-20T13:00:00.000Z'],
      ['remind-report', '2026-11-20T13:00:00.000Z'],
      ['close-reporting', '2026-11-20T14:30:00.000Z'],
    ]);
    expect((await apply(week, move('close-reporting', '2026-11-20T13:30:00Z'))).status).toBe(200);
    // The reminder was only pushed, and comes back to where the definition has it; the close was meant, and stays.
    const back = await apply(week, move('ask-report', '2026-11-19T09:00:00Z'));
    expect(back.body.moved.map(({ step, after }) => [step, after])).toEqual([
      ['ask-report', '2026-11-19T09:00:00.000Z'],
      ['remind-report', '2026-11-20T10:30:00.000Z'],
    ]);
    expect((await ask(week, move('ask-report', '2026-11-17T09:00:00Z'))).body).toMatchObject({
      code: 'validation',
      field: 'change.at',
    });
    expect((await ask(week, move('issue', '2026-11-19T09:00:00Z'))).body).toMatchObject({ code: 'wrong-state' });
    const [signal] = await goals.rows<{ version: string }>(
      `SELECT payload->'signalInput'->>'version' AS version FROM outbox WHERE payload->>'signal' = 'controlChanged' ORDER BY id DESC LIMIT 1`,
    );
    expect(signal?.version).toBe('4');
  });
});
