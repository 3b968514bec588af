import { Injectable } from '@nestjs/common';
import type { AdjustSheet, GiveFeedback, SaveProgress } from '@goalbeat/contracts/goals/sheet-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { outOfReach } from '@goalbeat/domain/scoring/out-of-reach';
import type { SheetState } from '@goalbeat/domain/sheet/lifecycle';
import type { Language } from '@goalbeat/domain/wording/language';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { requireWeights100 } from '../goal-template/check-template.js';
import { requireDueDay, type CycleDues } from './goal-dues.js';
import { elapsedAt, goalPace } from './goal-pace.js';
import { GoalDues } from './goal-dues.reader.js';
import { GoalSheetRepository, type GoalRow, type SheetRow } from './goal-sheet.repository.js';
import type { SheetAnswer } from './goal-sheet.view.js';
import { completionOf, measured } from './measure.js';
import { SheetAccess } from './sheet-access.js';
import { SheetReader } from './sheet-reader.js';
import { sheetDiff, snapshotOf } from './sheet-diff.js';

const ADJUSTABLE: readonly SheetState[] = ['issued', 'plan-returned'];
const IN_PROGRESS: readonly SheetState[] = ['issued', 'plan-submitted', 'plan-returned', 'planned'];

/** What people do to a sheet between its submissions. */
@Injectable()
export class GoalSheetService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sheets: GoalSheetRepository,
    private readonly access: SheetAccess,
    private readonly reader: SheetReader,
    private readonly org: OrgCopy,
    private readonly dues: GoalDues,
  ) {}

  /**
   * Employee or lead changes titles, targets, weights and deadlines before the plan is submitted.
   * @throws not-found, forbidden, stale-version, wrong-state, weights-not-100, validation
   */
  adjust(
    command: CommandRequest,
    id: string,
    body: z.infer<typeof AdjustSheet>,
    language: Language,
  ): Promise<SheetAnswer> {
    return this.uow.command(command, async (tx) => {
      const sheet = await this.sheets.lock(tx, id);
      await this.access.require(tx, command.principal, ['goals.sheet.write', 'goals.sheet.adjust'], sheet);
      requireVersion(sheet, body.version);
      requireState(sheet, ADJUSTABLE, 'The goals can be adjusted until the plan is submitted.');
      const before = await this.sheets.goals(tx, [id]);
      const after = merge(
        before,
        body.goals,
        (goal, { title, target, weight, dueOn }) =>
          measured({
            ...goal,
            title: title ?? goal.title,
            target: target ?? goal.target,
            weight: weight ?? goal.weight,
            ...dueDay(goal, dueOn),
          }),
        'goals',
      );
      requireReachable(body.goals, after);
      const now = await this.org.now(tx);
      const cycle = (await this.dues.of(tx, [sheet])).get(sheet.cycleId);
      const elapsed = elapsedAt(now);
      const red = new Set(
        before.filter((goal) => goalPace(goal, sheet, cycle, elapsed)?.red).map(({ id: goal }) => goal),
      );
      if (cycle !== undefined) requireDueDays(body.goals, before, { cycle, now, language });
      requireWeights100(
        after.map((goal) => goal.weight),
        'goals',
      );
      // More time or a lower target alone brings no red goal back.
      await this.sheets.saveGoals(
        tx,
        after.map((goal) => (red.has(goal.id) ? { ...goal, wasRed: true } : goal)),
      );
      await this.sheets.save(tx, sheet, { completion: completionOf(after) });
      tx.log({
        subjectKind: 'goal-sheet',
        subjectId: id,
        cycleId: sheet.cycleId,
        action: 'sheet.adjusted',
        ...actorOf(command.principal),
        at: now,
        details: { changes: sheetDiff(snapshotOf(before), snapshotOf(after)) },
      });
      return this.reader.after(tx, id);
    });
  }

  /** Progress by hand, until the report. @throws not-found, forbidden, stale-version, wrong-state, validation */
  progress(command: CommandRequest, id: string, body: z.infer<typeof SaveProgress>): Promise<SheetAnswer> {
    return this.uow.command(command, async (tx) => {
      const sheet = await this.sheets.lock(tx, id);
      await this.access.require(tx, command.principal, ['goals.sheet.write', 'goals.sheet.adjust'], sheet);
      requireVersion(sheet, body.version);
      requireState(sheet, IN_PROGRESS, 'Progress is entered until the report.');
      const before = await this.sheets.goals(tx, [id]);
      const entered = merge(before, body.items, (goal, { actual, comment }) =>
        measured({ ...goal, actual, comment: comment ?? goal.comment }),
      );
      const now = await this.org.now(tx);
      const goals = await this.dues.marked(tx, sheet, { before, after: entered, now });
      await this.sheets.saveGoals(tx, goals);
      await this.sheets.save(tx, sheet, { completion: completionOf(goals) });
      tx.log({
        subjectKind: 'goal-sheet',
        subjectId: id,
        cycleId: sheet.cycleId,
        action: 'sheet.progress',
        ...actorOf(command.principal),
        at: now,
        details: { goals: body.items.map(({ goalId, actual }) => ({ goalId, actual })) },
      });
      return this.reader.after(tx, id);
    });
  }

  /** A word of the lead or HR, kept on the sheet. @throws not-found, forbidden */
  feedback(command: CommandRequest, id: string, body: z.infer<typeof GiveFeedback>): Promise<SheetAnswer> {
    return this.uow.command(command, async (tx) => {
      const sheet = await this.sheets.one(tx, id);
      await this.access.require(tx, command.principal, ['goals.sheet.adjust'], sheet);
      const { personId } = command.principal;
      if (personId === null) throw new DomainError('forbidden', 'Feedback is given by a person.');
      const at = await this.org.now(tx);
      await this.sheets.addFeedback(tx, { id: uuidv7(), sheetId: id, at, byPersonId: personId, text: body.text });
      tx.log({
        subjectKind: 'goal-sheet',
        subjectId: id,
        cycleId: sheet.cycleId,
        action: 'sheet.feedback',
        ...actorOf(command.principal),
        at,
      });
      return this.reader.after(tx, id);
    });
  }
}

/** What was marked by another deadline is no longer. */
const dueDay = (goal: GoalRow, dueOn: string | null | undefined): Partial<GoalRow> =>
  dueOn === undefined || dueOn === (goal.dueOn ?? null) ? {} : { dueOn, lateSince: null };

/** Only days that change: one that has passed meanwhile may stay. @throws validation naming the goal's dueOn */
function requireDueDays(
  asked: z.infer<typeof AdjustSheet>['goals'],
  before: readonly GoalRow[],
  { cycle, now, language }: { cycle: CycleDues; now: string; language: Language },
): void {
  asked.forEach(({ goalId, dueOn }, n) => {
    const was = before.find(({ id }) => id === goalId)?.dueOn ?? null;
    if (dueOn == null || dueOn === was) return;
    requireDueDay(cycle, dueOn, now, `goals.${n}.dueOn`, language);
  });
}

/** As templates are checked: nobody could reach 0 where more is better. @throws validation naming the goal's target */
function requireReachable(asked: z.infer<typeof AdjustSheet>['goals'], after: readonly GoalRow[]): void {
  asked.forEach(({ goalId, target }, n) => {
    const goal = after.find(({ id }) => id === goalId);
    if (goal === undefined || target === undefined || !outOfReach(goal)) return;
    const field = `goals.${n}.target`;
    throw new DomainError(
      'validation',
      `${field}: is 0 where more is better, which nobody could reach: make it above 0, or ask HR to change the goal`,
      { field },
    );
  });
}

/** @throws stale-version */
export function requireVersion(sheet: SheetRow, version: number): void {
  if (sheet.version !== version) {
    throw new DomainError('stale-version', 'The sheet was changed meanwhile: read it again.', {
      field: 'version',
      details: { version: sheet.version },
    });
  }
}

/** @throws wrong-state */
export function requireState(sheet: SheetRow, states: readonly SheetState[], message: string): void {
  if (!states.includes(sheet.state)) {
    throw new DomainError('wrong-state', message, { details: { state: sheet.state } });
  }
}

/** Applies each item to its goal. @throws validation naming `goals.N.goalId` for a goal that is not on the sheet, or twice */
export function merge<I extends { goalId: string }>(
  goals: readonly GoalRow[],
  items: readonly I[],
  apply: (goal: GoalRow, item: I, index: number) => GoalRow,
  list = 'items',
): GoalRow[] {
  const byId = new Map(items.map((item, index) => [item.goalId, { item, index }]));
  items.forEach(({ goalId }, n) => {
    const field = `${list}.${n}.goalId`;
    if (!goals.some((goal) => goal.id === goalId)) {
      throw new DomainError('validation', `${field}: is no goal of this sheet`, { field });
    }
    if (items.findIndex((item) => item.goalId === goalId) !== n)
      throw new DomainError('validation', `${field}: is there twice`, { field });
  });
  return goals.map((goal) => {
    const found = byId.get(goal.id);
    return found === undefined ? goal : apply(goal, found.item, found.index);
  });
}
