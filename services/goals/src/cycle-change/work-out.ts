import { Injectable } from '@nestjs/common';
import type { ChangeCycle, CycleChange, CycleChangeView } from '@goalbeat/contracts/goals/cycle-http';
import { planTimeline } from '@goalbeat/domain/calendar/timeline';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { outOfReach } from '@goalbeat/domain/scoring/out-of-reach';
import { plain } from '@goalbeat/domain/sheet/scale-weights';
import { Calendars } from '@goalbeat/org-copy/calendars';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';
import type { CycleRow, CycleStep, Pins } from '../cycle/cycle.repository.js';
import { moveStep } from '../cycle/recompute-timeline.js';
import { CycleTemplates, type PinnedTemplate } from '../cycle-step/cycle-templates.js';
import type { GoalsChange } from './change-goals.js';
import { ChangeableSheets, type WhichSheets } from './changeable-sheets.js';
import { scoreOf, tableOf, type ChangeableSheet, type Rules, type Table } from './change-table.js';
import { PeerRules, type KnownRules } from '../cycle-definition/peer-rules.js';

type Change = z.infer<typeof CycleChange>;
type Moved = z.infer<typeof CycleChangeView>['moved'];

/** What the owners of rules and plans say; asked outside of any transaction. */
export interface Known {
  before: KnownRules | null;
  after: KnownRules | null;
  payPlan: { code: string; version: number } | null;
}
export interface WorkedOut {
  /** With every version filled in, so that it means the same tomorrow. */
  change: Change;
  table: Table;
  moved: Moved;
  pins: Pins;
  /** The template whose newer version sheets follow. */
  template: PinnedTemplate | null;
}

const NOTHING = { moved: [], pins: {}, template: null } as const satisfies Partial<WorkedOut>;

/** From what HR asks for to what it means, sheet by sheet; writes nothing. */
@Injectable()
export class WorkOut {
  constructor(
    private readonly templates: CycleTemplates,
    private readonly sheets: ChangeableSheets,
    private readonly peers: PeerRules,
    private readonly calendars: Calendars,
  ) {}

  /** @throws validation, unavailable where the change cannot do without an answer */
  async ask(tenantId: string, cycle: CycleRow, change: Change): Promise<Known> {
    if (change.kind === 'pay-plan') {
      if (cycle.data.payPlan === undefined) {
        throw new DomainError('validation', 'change: this cycle pays nothing, its definition has no bonus list', {
          field: 'change',
        });
      }
      const payPlan = await this.peers.payPlan(tenantId, change.payPlan, change.version ?? null);
      return { before: null, after: null, payPlan };
    }
    if (change.kind === 'deadline') return { before: null, after: null, payPlan: null };
    const before = await this.peers.maybeRuleSet(tenantId, cycle.data.ruleSet, cycle.ruleSetVersion);
    const after =
      change.kind === 'rule-set' ? await this.peers.ruleSet(tenantId, change.ruleSet, change.version ?? null) : before;
    return { before, after, payPlan: null };
  }

  /** @throws validation (names the field), unknown-unit, wrong-state, four-eyes (nobody's sheet but one's own) */
  async of(
    tx: Tx,
    i: {
      cycle: CycleRow;
      steps: readonly CycleStep[];
      now: string;
      body: z.infer<typeof ChangeCycle>;
      known: Known;
      /** The person who changes it; null for who is none. */
      changer: string | null;
    },
  ): Promise<WorkedOut> {
    const { cycle, steps, now, body, known, changer } = i;
    const { change } = body;
    const rules: Rules = { before: known.before?.data ?? null, after: known.after?.data ?? null };
    const table = async (which: WhichSheets, goals: GoalsChange | null) => {
      const sheets = await this.sheets.load(tx, cycle.id, which, !body.dryRun);
      if (goals !== null) requireOthers(sheets, changer);
      if (goals?.kind === 'target') requireReachable(sheets, goals);
      return tableOf(sheets, goals, body.overrideAdjusted, rules, changer);
    };
    switch (change.kind) {
      case 'template': {
        const template = await this.#template(tx, change.template, change.version);
        const which = { templateId: template.id };
        return {
          ...NOTHING,
          change: { ...change, version: template.version },
          table: await table(which, { kind: 'template', goals: template.goals }),
          template,
        };
      }
      case 'target':
      case 'weight': {
        const exact = change.person !== undefined;
        const goals: GoalsChange =
          change.kind === 'target'
            ? { kind: 'target', goal: change.goal, target: change.target, exact }
            : { kind: 'weight', goal: change.goal, weight: weightOf(change.weight), exact };
        const found = await table(await this.#which(tx, change), goals);
        if (found.counts.sheets === 0) {
          throw new DomainError(
            'validation',
            `change.goal: no sheet of this cycle that you name has a goal ${change.goal}`,
            {
              field: 'change.goal',
            },
          );
        }
        return { ...NOTHING, change, table: found };
      }
      case 'rule-set':
        return { ...NOTHING, ...(await this.#ruleSet(tx, cycle, change, known, rules, !body.dryRun)) };
      case 'pay-plan': {
        const payPlan = known.payPlan ?? { code: change.payPlan, version: change.version ?? null };
        const pinned = payPlan.version === null ? {} : { version: payPlan.version };
        return { ...NOTHING, change: { ...change, ...pinned }, table: await table({}, null), pins: { payPlan } };
      }
      case 'deadline': {
        const moved = moveStep(
          steps,
          change.step,
          new Date(change.at).toISOString(),
          now,
          await this.#usual(tx, cycle),
        );
        const before = new Map(steps.map(({ step, at }) => [step, at]));
        return {
          ...NOTHING,
          change,
          table: tableOf([], null, false, rules, null),
          moved: moved.map(({ step, at }) => ({ step, before: before.get(step) ?? at, after: at })),
        };
      }
    }
  }

  /** Where the definition and its calendar have the steps. */
  async #usual(tx: Tx, { data, period }: CycleRow): Promise<ReadonlyMap<StepName, string>> {
    const timeline = planTimeline(data.timeline, period, await this.calendars.byCode(tx, data.calendar), data.zone);
    return new Map(Array.isArray(timeline) ? timeline.map(({ step, at }) => [step, at]) : []);
  }

  async #ruleSet(
    tx: Tx,
    cycle: CycleRow,
    change: Extract<Change, { kind: 'rule-set' }>,
    { after }: Known,
    rules: Rules,
    lock: boolean,
  ): Promise<Pick<WorkedOut, 'change' | 'table' | 'pins'>> {
    if (after === null) throw new DomainError('unavailable', 'The rule set cannot be read just now: try again.');
    const sheets = await this.sheets.load(tx, cycle.id, {}, lock);
    const strange = sheets.filter(({ goals }) => goals.length > 0 && scoreOf(after.data, goals) === null);
    if (strange.length > 0) {
      throw new DomainError(
        'validation',
        `change.ruleSet: ${strange.length} sheets have goals in a group that this rule set does not know; choose another or add the group`,
        { field: 'change.ruleSet', details: { sheets: strange.slice(0, 20).map(({ id }) => id) } },
      );
    }
    return {
      change: { ...change, version: after.version },
      table: tableOf(sheets, null, false, rules, null),
      pins: { ruleSet: { code: after.code, version: after.version } },
    };
  }

  async #which(tx: Tx, change: Extract<Change, { kind: 'target' | 'weight' }>): Promise<WhichSheets> {
    const { goal, template, unit, person } = change;
    const unitId =
      unit === undefined
        ? undefined
        : (await tx.maybe<{ id: string }>('SELECT id FROM org_unit WHERE code = $1', [unit]))?.id;
    if (unit !== undefined && unitId === undefined) {
      throw new DomainError('unknown-unit', `change.unit: there is no unit ${unit}`, { field: 'change.unit' });
    }
    const templateId = template === undefined ? undefined : (await this.#template(tx, template, undefined)).id;
    return { goal, templateId, unitId, personId: person };
  }

  async #template(tx: Tx, code: string, version: number | undefined): Promise<PinnedTemplate> {
    const template = await this.templates.version(tx, code, version);
    if (template !== undefined) return template;
    const what = version === undefined ? `template ${code}` : `version ${version} of ${code}`;
    throw new DomainError('validation', `change.template: there is no ${what}`, { field: 'change.template' });
  }
}

/** What is asked of oneself is for somebody else in HR to change. @throws four-eyes */
function requireOthers(sheets: readonly ChangeableSheet[], changer: string | null): void {
  if (sheets.length === 0 || sheets.some(({ personId }) => personId !== changer)) return;
  throw new DomainError('four-eyes', 'It is your own sheet only: somebody else in HR has to change it.', {
    field: 'change',
  });
}

function requireReachable(
  sheets: readonly ChangeableSheet[],
  { goal, target }: Extract<GoalsChange, { kind: 'target' }>,
): void {
  const own = sheets.flatMap(({ goals }) => goals.filter(({ code }) => code === goal));
  if (!own.some((one) => outOfReach({ ...one, target }))) return;
  throw new DomainError(
    'validation',
    'change.target: where more is better, nobody could reach 0; make it above 0, or change the goal in its template',
    { field: 'change.target' },
  );
}

function weightOf(weight: string): string {
  const refused = (why: string) => new DomainError('validation', `change.weight: ${why}`, { field: 'change.weight' });
  if (Number(weight) > 100) throw refused('all weights of a sheet make 100, so this is at most 100');
  if ((plain(weight).split('.')[1] ?? '').length > 2) throw refused('a weight has at most two decimals: round it');
  return weight;
}
