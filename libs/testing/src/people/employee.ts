import { ApiProblem } from '@goalbeat/api-client/api-problem';
import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { Goal, Sheet, SubmitReport } from '@goalbeat/api-client/wire-types';
import { seeded } from '@goalbeat/examples/seeded';
import { attainedShare, reachedSoFar, reportedFor } from './actuals.js';
import { pause, type Office } from './office.js';
import { screenshot } from './screenshot.js';
import type { Subject } from './week-plan.js';

const LOOK_MS = 250;

/** What an employee does with their own sheet, all of it through the API. */
export class Employee {
  constructor(
    private readonly office: Office,
    readonly number: string,
  ) {}

  /** Adjusts sometimes, submits the plan; the lead has something to decide afterwards. */
  async submitPlan(adjusts: boolean): Promise<void> {
    const client = await this.#client();
    let sheet = await this.#own(client);
    if (adjusts) sheet = await this.#raiseTarget(client, sheet);
    await this.#insist(client, sheet, (current) => client.submitPlan(current.id, current.version));
    this.#expectLead('plan', sheet.id);
    this.office.options.story.planned(this.number);
  }

  /** Comes after the deadline: what was issued is the plan. */
  async submitPlanTooLate(): Promise<void> {
    await this.office.stepDone('close-planning');
    const client = await this.#client();
    const sheet = await this.#own(client);
    if (await refused(client.submitPlan(sheet.id, sheet.version))) this.office.options.story.planRefused(this.number);
  }

  async resubmitPlan(): Promise<void> {
    const client = await this.#client();
    const sheet = await this.#raiseTarget(client, await this.#inState('plan-returned'));
    await this.#insist(client, sheet, (current) => client.submitPlan(current.id, current.version));
    this.#expectLead('plan', sheet.id);
    this.office.options.story.resubmitted(this.number, 'plan');
  }

  /** How far the goals are, without being asked; not while the plan is on somebody's desk. */
  async noteProgress(): Promise<void> {
    const client = await this.#client();
    const sheet = await this.#own(client);
    const { seed, plan } = this.office.options;
    const reliable = plan.employees.get(this.number)?.reliable ?? false;
    const items = sheet.goals
      .filter(({ type }) => type !== 'yes-no' && type !== 'milestone')
      .map((goal) => {
        const share = attainedShare(seeded(seed), this.number, goal.code, reliable);
        return { goalId: goal.id, actual: reachedSoFar(goal, share) };
      });
    if (sheet.state !== 'planned' || items.length === 0) return;
    // Whoever is early with the report has said it there.
    await refused(
      this.#insist(client, sheet, (current) => client.saveProgress(current.id, { version: current.version, items })),
    );
  }

  async submitReport(): Promise<void> {
    await this.#report(await this.#inState('planned'));
    this.office.options.story.reported(this.number);
  }

  async submitReportTooLate(): Promise<void> {
    await this.office.stepDone('close-reporting');
    const client = await this.#client();
    const sheet = await this.#own(client);
    const items = sheet.goals.map((goal) => ({ goalId: goal.id, outcome: 'not-done' as const }));
    const tried = client.submitReport(sheet.id, { version: sheet.version, items });
    if (await refused(tried)) this.office.options.story.reportRefused(this.number);
  }

  async resubmitReport(): Promise<void> {
    await this.#report(await this.#inState('report-returned'));
    this.office.options.story.resubmitted(this.number, 'report');
  }

  async #report(sheet: Sheet): Promise<void> {
    const client = await this.#client();
    const items: SubmitReport['items'] = [];
    for (const goal of sheet.goals) items.push(await this.#item(client, sheet, goal));
    await this.#insist(client, await client.sheet(sheet.id), (current) =>
      client.submitReport(current.id, { version: current.version, items }),
    );
    this.#expectLead('report', sheet.id);
  }

  async #item(client: GoalbeatClient, sheet: Sheet, goal: Goal) {
    const { seed, plan } = this.office.options;
    const reliable = plan.employees.get(this.number)?.reliable ?? false;
    const { outcome, actual } = reportedFor(goal, attainedShare(seeded(seed), this.number, goal.code, reliable));
    if (!goal.evidenceRequired) return { goalId: goal.id, outcome, actual };
    const file = { name: `${goal.code}.png`, mediaType: 'image/png', bytes: screenshot(seed, this.number, goal.code) };
    const evidence = await client.uploadEvidence(sheet.id, goal.id, file);
    return { goalId: goal.id, outcome, actual, evidence: [evidence.id] };
  }

  async #raiseTarget(client: GoalbeatClient, sheet: Sheet): Promise<Sheet> {
    const goal = sheet.goals.find((one) => one.type === 'quantity' && one.direction === 'higher');
    if (goal === undefined) return sheet;
    const target = String(Math.ceil(Number(goal.target) * 1.1));
    return client.adjustSheet(sheet.id, { version: sheet.version, goals: [{ goalId: goal.id, target }] });
  }

  /** A version that is no longer the newest is read again, as the screen would. */
  async #insist(client: GoalbeatClient, sheet: Sheet, act: (sheet: Sheet) => Promise<unknown>): Promise<void> {
    try {
      await act(sheet);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'stale-version') throw error;
      await act(await client.sheet(sheet.id));
    }
  }

  #expectLead(subject: Subject, sheetId: string): void {
    const { manager } = this.office.options.organisation.person(this.number);
    this.office.expect(this.office.deciderFor(manager), subject, sheetId);
  }

  #client(): Promise<GoalbeatClient> {
    return this.office.client(this.number);
  }

  /** One's own sheet of this cycle; it is there once goals are issued. */
  async #own(client: GoalbeatClient): Promise<Sheet> {
    for (;;) {
      for await (const sheet of client.sheets({ mine: true, cycle: this.office.options.cycleId })) {
        this.office.rememberSheet(this.number, sheet.id);
        return sheet;
      }
      await pause(LOOK_MS);
    }
  }

  async #inState(state: Sheet['state']): Promise<Sheet> {
    const client = await this.#client();
    for (;;) {
      const sheet = await this.#own(client);
      if (sheet.state === state) return sheet;
      await pause(LOOK_MS);
    }
  }
}

/** True when the API said that it is too late. */
async function refused(attempt: Promise<unknown>): Promise<boolean> {
  try {
    await attempt;
    return false;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'wrong-state') return true;
    throw error;
  }
}
