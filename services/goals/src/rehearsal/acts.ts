import type { SheetView } from '@goalbeat/contracts/goals/sheet-http';
import { attained } from '@goalbeat/domain/rehearsal/attained';
import { seededShare } from '@goalbeat/domain/rehearsal/seeded';
import type { z } from 'zod';
import type { Cast, Member } from './cast.js';
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

  /** @throws Refused */
  async act({ task, actor }: Intention): Promise<void> {
    if (task.kind === 'decision') return this.#decide({ task, actor });
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

  async #decide({ task, actor }: Pick<Intention, 'task' | 'actor'>): Promise<void> {
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
    return seededShare(this.seed, 'returns', actor.number, task.subjectKind, task.title) < this.returns;
  }
}
