import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Language } from '@goalbeat/domain/wording/language';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Data } from '../cycle-definition/cycle-definition.repository.js';
import { deadlineProblem } from '../cycle-definition/deadline-problem.js';
import type { Content } from './goal-template.repository.js';

const ACTIVE = `SELECT v.data FROM cycle_definition d JOIN cycle_definition_version v
  ON v.tenant_id = d.tenant_id AND v.definition_id = d.id AND v.version = d.active_version
  WHERE d.state <> 'retired' AND (v.data->'who'->'jobFamilies' IS NULL OR v.data->'who'->'jobFamilies' ? $1) ORDER BY d.code`;

/**
 * A deadline must fit one of the definitions that are active for the job family, where there are any.
 * @throws validation naming `goals.N.deadline.day`, in the reader's language
 */
export async function requireDeadlinesFit(tx: Tx, content: Content, language: Language): Promise<void> {
  if (content.goals.every(({ deadline }) => deadline === null)) return;
  const active = await tx.query<{ data: Data }>(ACTIVE, [content.jobFamily]);
  const errors = content.goals.flatMap(({ deadline }, n) => {
    const wrong = deadline === null ? [] : active.map(({ data }) => deadlineProblem(deadline, data));
    const [first] = wrong;
    if (first == null || wrong.includes(null)) return [];
    return [{ field: `goals.${n}.deadline.day`, message: language === 'en' ? first.message : first.zh }];
  });
  const [first] = errors;
  if (first === undefined) return;
  throw new DomainError('validation', `${first.field}: ${first.message}`, { field: first.field, details: { errors } });
}
