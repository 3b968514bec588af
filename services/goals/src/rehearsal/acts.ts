import { inLanguage } from '@goalbeat/domain/wording/both-languages';
import type { SheetView } from '@goalbeat/contracts/goals/sheet-http';
import { attained } from '@goalbeat/domain/rehearsal/attained';
import { seededShare } from '@goalbeat/domain/rehearsal/seeded';
import type { z } from 'zod';
import type { DecideManyResult } from '@goalbeat/contracts/approvals/http';
import { Refused, type Cast, type Member } from './cast.js';
import type { Intention } from './intentions.js';

type Sheet = z.infer<typeof SheetView>;

const WORDS = 'Please look at this once more.';

/** What simulated people do, by the routes that real ones use. */
export class Acts {
  /** What came back mended is taken. */
  readonly #returnedBefore = new Set<string>();

  constructor(
    private readonly cast: Cast,
    private readonly seed: number,
    /** Share of what a strict one returns. */
    private readonly returns: number,
  ) {}

  /**
   * Decisions that one person takes in one go, a bundle or not; what a strict one returns is returned by itself.
   * @returns what was refused, by task
   */
  async decideTogether(group: readonly Intention[]): Promise<Map<string, Refused>> {
    const refused = new Map<string, Refused>();
    const single = group.length === 1 ? group : group.filter(({ task, actor }) => this.#returnsIt(task, actor));
    for (const intention of single) {
      await this.#decide(intention).catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        refused.set(intention.task.taskId, error);
      });
    }
    const rest = group.filter((intention) => !single.includes(intention));
    const [first] = rest;
    if (first === undefined) return refused;
    const { results } = await this.#approveAll(first, rest);
    results.forEach(({ ok, code, detail }, n) => {
      const taskId = rest[n]?.task.taskId;
      if (!ok && taskId !== undefined) refused.set(taskId, new Refused(409, code ?? 'unknown', detail ?? ''));
    });
    return refused;
  }

  #approveAll({ task, actor }: Intention, group: readonly Intention[]): Promise<DecideManyResult> {
    const { service, bundleId } = task;
    const seen = group.map((one) => ({ approvalId: one.task.approvalId ?? '', taskVersion: one.task.version }));
    if (bundleId !== null) {
      return this.cast.as(actor.id, 'POST', service, `/v1/bundles/${bundleId}/decisions`, {
        decision: 'approve',
        seen,
      });
    }
    const decisions = group.map(({ task: { taskId } }, n) => ({ ...seen[n], taskId, decision: 'approve' }));
    return this.cast.as(actor.id, 'POST', service, '/v1/approvals/decisions', { decisions });
  }

  /** What is no decision. @throws Refused */
  async act({ task, actor }: Intention): Promise<void> {
    switch (task.subjectKind) {
      case 'make-plan':
        return this.#plan(actor, task.subjectId);
      case 'make-report':
        return this.#report(actor, task.subjectId);
      default:
        return this.#submitList(actor, task.subjectId);
    }
  }

  async #plan(actor: Member, sheetId: string): Promise<void> {
    const { version } = await this.cast.as<Sheet>(actor.id, 'GET', 'goals', `/v1/goal-sheets/${sheetId}`);
    await this.cast.as(actor.id, 'POST', 'goals', `/v1/goal-sheets/${sheetId}/plan`, { version });
  }

  async #report(actor: Member, sheetId: string): Promise<void> {
    const sheet = await this.cast.as<Sheet>(actor.id, 'GET', 'goals', `/v1/goal-sheets/${sheetId}`);
    const items = sheet.goals.map((goal) => ({
      goalId: goal.id,
      ...attained(this.seed, actor.number, goal),
      links: goal.evidenceRequired ? [`https://rehearsal.invalid/${goal.code}`] : [],
    }));
    await this.cast.as(actor.id, 'POST', 'goals', `/v1/goal-sheets/${sheetId}/report`, {
      version: sheet.version,
      items,
    });
  }

  async #submitList(actor: Member, listId: string): Promise<void> {
    const { version } = await this.cast.as<{ version: number }>(
      actor.id,
      'GET',
      'payroll',
      `/v1/bonus-lists/${listId}`,
    );
    await this.cast.as(actor.id, 'POST', 'payroll', `/v1/bonus-lists/${listId}/submit`, { version });
  }

  async #decide({ task, actor }: Intention): Promise<void> {
    const back = this.#returnsIt(task, actor);
    await this.cast.as(actor.id, 'POST', task.service, `/v1/approvals/${task.approvalId ?? ''}/decisions`, {
      taskId: task.taskId,
      taskVersion: task.version,
      decision: back ? 'return' : 'approve',
      ...(back ? { comment: WORDS } : {}),
    });
    if (back) this.#returnedBefore.add(task.subjectId);
  }

  #returnsIt(task: Intention['task'], actor: Member): boolean {
    if (actor.habits.deciding !== 'strict' || this.#returnedBefore.has(task.subjectId)) return false;
    return (
      seededShare(this.seed, 'returns', actor.number, task.subjectKind, inLanguage(task.title, null)) < this.returns
    );
  }
}
