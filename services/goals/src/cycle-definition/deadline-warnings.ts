import type { Template } from '../goal-template/goal-template.repository.js';
import type { Data } from './cycle-definition.repository.js';
import { deadlineProblem } from './deadline-problem.js';
import { at, type FieldProblem } from './problem.js';

/**
 * Goals that would be issued with a deadline that this definition has no room for. Told and not refused: a template may serve
 * weeks and months, and at the latest the close of reporting counts.
 * @param templates of the job families that it covers
 */
export function deadlineWarnings(data: Data, templates: readonly Pick<Template, 'code' | 'goals'>[]): FieldProblem[] {
  return templates.flatMap(({ code, goals }) =>
    goals.flatMap(({ code: goal, title, deadline }) => {
      const wrong = deadline === null ? null : deadlineProblem(deadline, data);
      if (wrong === null) return [];
      return [
        at(
          wrong.field,
          `the deadline of the goal "${title}" (${code}, ${goal}) ${wrong.message}`,
          `模板 ${code} 的目标“${title}”（${goal}）的期限${wrong.zh}`,
        ),
      ];
    }),
  );
}
