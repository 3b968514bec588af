import type { Chain } from '@goalbeat/domain/approval/chain';
import { requireZone } from '@goalbeat/domain/calendar/zone';
import { STEP_NAMES, type StepName } from '@goalbeat/domain/cycle/steps';
import type { ErrorCode } from '@goalbeat/domain/errors/domain-error';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import type { Ladder } from '@goalbeat/domain/ladder/ladder';
import type { Data } from './cycle-definition.repository.js';

export interface FieldProblem {
  field: string;
  message: string;
  code: ErrorCode;
}

/** What the organisation knows of the names that a definition uses. */
export interface KnownNames {
  units: ReadonlySet<string>;
  numbers: ReadonlySet<string>;
  jobFamilies: ReadonlySet<string>;
  calendars: ReadonlySet<string>;
}

/** Without these a week could not begin, be reported, be counted or end. */
const NEEDED: readonly StepName[] = [
  'issue',
  'close-planning',
  'ask-report',
  'close-reporting',
  'close-confirming',
  'archive',
];
/** Each needs the one before it. */
const MONEY: readonly StepName[] = ['score', 'publish', 'bonus-list', 'payout'];
const LAST_DAY_OF_EVERY_MONTH = 28;

const at = (field: string, message: string, code: ErrorCode = 'validation'): FieldProblem => ({ field, message, code });

function timelineProblems(data: Data): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const seen = new Set<StepName>();
  let before: { step: StepName; minute: string; rank: number } | undefined;
  data.timeline.forEach(({ step, day, time }, n) => {
    const field = `timeline.${n}`;
    if (seen.has(step)) problems.push(at(`${field}.step`, `${step} is there already`));
    const minute = `${String(day).padStart(3, '0')} ${time}`;
    // The weekly report may go out any time after the results are fixed; everything else has its place.
    const free = step === 'weekly-report';
    const rank = free ? (before?.rank ?? -1) : STEP_NAMES.indexOf(step);
    if (free && !seen.has('close-confirming'))
      problems.push(at(`${field}.step`, 'weekly-report comes after close-confirming'));
    if (before !== undefined && rank < before.rank)
      problems.push(at(`${field}.step`, `${step} comes before ${before.step}`));
    if (before !== undefined && minute < before.minute) {
      problems.push(at(`${field}.day`, `${step} would be before its predecessor ${before.step}`));
    }
    seen.add(step);
    before = { step, minute, rank };
  });
  for (const step of NEEDED) if (!seen.has(step)) problems.push(at('timeline', `the step ${step} is missing`));
  MONEY.forEach((step, n) => {
    const needed = MONEY[n - 1];
    if (needed !== undefined && seen.has(step) && !seen.has(needed)) {
      problems.push(at('timeline', `${step} needs the step ${needed} before it`));
    }
  });
  const issue = data.timeline.findIndex((entry) => entry.step === 'issue');
  const issueDay = data.timeline[issue]?.day ?? 1;
  const latest = data.period === 'week' ? 7 : LAST_DAY_OF_EVERY_MONTH;
  if (issueDay > latest) problems.push(at(`timeline.${issue}.day`, `must lie in the period: 1 to ${latest}`));
  return problems;
}

function ladderProblems(field: string, ladder: Ladder, steps: ReadonlySet<string>, money: boolean): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if ('atStep' in ladder.due && !steps.has(ladder.due.atStep)) {
    problems.push(at(`${field}.due.atStep`, `the timeline has no step ${ladder.due.atStep}`));
  }
  if (money && ladder.last.action === 'approve') {
    problems.push(
      at(`${field}.last.action`, 'where money is decided, silence never approves: return, reject or hand-to-hr'),
    );
  }
  if (ladder.escalateAfter.some((hours) => hours > ladder.last.after)) {
    problems.push(at(`${field}.last.after`, 'must not be before the last escalation'));
  }
  return problems;
}

function chainProblems(subject: string, chain: Chain, data: Data, known: KnownNames): FieldProblem[] {
  const steps = new Set(data.timeline.map((entry) => entry.step));
  const problems: FieldProblem[] = [];
  const ids = new Set<string>();
  chain.forEach((step, n) => {
    const field = `chains.${subject}.${n}`;
    if (ids.has(step.id)) problems.push(at(`${field}.id`, `${step.id} is there already`));
    ids.add(step.id);
    if (step.assign.kind === 'person' && !known.numbers.has(step.assign.number)) {
      problems.push(at(`${field}.assign.number`, `nobody has the number ${step.assign.number}`, 'unknown-person'));
    }
    problems.push(...ladderProblems(`${field}.ladder`, step.ladder, steps, subject === 'bonus-list'));
  });
  if (subject !== 'bonus-list' && chain.every((step) => step.when !== undefined)) {
    problems.push(at(`chains.${subject}`, 'every step has a condition: one must always be asked'));
  }
  return problems;
}

function whoProblems(data: Data, known: KnownNames): FieldProblem[] {
  const units = (data.who.units ?? []).flatMap((code, n) =>
    known.units.has(code) ? [] : [at(`who.units.${n}`, `there is no unit ${code}`, 'unknown-unit')],
  );
  const families = (data.who.jobFamilies ?? []).flatMap((code, n) =>
    known.jobFamilies.has(code) ? [] : [at(`who.jobFamilies.${n}`, `nobody belongs to the job family ${code}`)],
  );
  const except = data.who.except.flatMap((code, n) =>
    known.numbers.has(code) || known.units.has(code)
      ? []
      : [at(`who.except.${n}`, `there is no person or unit ${code}`, 'unknown-person')],
  );
  return [...units, ...families, ...except];
}

function zoneProblems(data: Data): FieldProblem[] {
  try {
    requireZone(data.zone);
    return [];
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return [at('zone', error.message)];
  }
}

/** Everything that is wrong with the definition, each with its field (without the leading `data.`); empty = good. */
export function validateDefinition(data: Data, known: KnownNames): FieldProblem[] {
  const calendar = known.calendars.has(data.calendar)
    ? []
    : [at('calendar', `there is no working calendar ${data.calendar}`)];
  const chains = Object.entries(data.chains).flatMap(([subject, chain]) =>
    chain === undefined ? [] : chainProblems(subject, toChain(chain), data, known),
  );
  return [...zoneProblems(data), ...calendar, ...whoProblems(data, known), ...timelineProblems(data), ...chains];
}

/** zod's optional members may be undefined; the domain's are absent. */
export function toChain(chain: Data['chains']['plan']): Chain {
  return chain.map(({ when, ...step }) => (when === undefined ? step : { ...step, when }));
}
