import type { StepName } from '../monitor/cycle-queries.js';
import type { Change } from './change-queries.js';
import type { ChangeKind } from './change-kinds.js';

export const SCOPES = ['everybody', 'template', 'unit', 'person'] as const;
export type Scope = (typeof SCOPES)[number];

/** What stands in the form; of other kinds too, so that going to and fro loses nothing. */
export interface Wanted {
  readonly kind: ChangeKind;
  readonly goal: string;
  readonly number: string;
  readonly scope: Scope;
  /** Code of a template or a unit, id of a person. */
  readonly whose: Readonly<Record<Exclude<Scope, 'everybody'>, string>>;
  readonly template: string;
  readonly step: StepName | undefined;
  readonly at: string | undefined;
  /** Of a rule set or a pay plan; null: the newest. */
  readonly version: number | null;
}

const NUMBER = /^\d+(\.\d+)?$/;

/** The change that it means; undefined while something is missing. */
export function changeOf(wanted: Wanted, codes: { ruleSet: string; payPlan: string | null }): Change | undefined {
  const version = wanted.version === null ? {} : { version: wanted.version };
  switch (wanted.kind) {
    case 'target':
    case 'weight': {
      const whose = scopeOf(wanted);
      const number = wanted.number.trim();
      if (wanted.goal === '' || !NUMBER.test(number) || Number(number) === 0 || whose === undefined) return undefined;
      return wanted.kind === 'target'
        ? { kind: 'target', goal: wanted.goal, ...whose, target: number }
        : { kind: 'weight', goal: wanted.goal, ...whose, weight: number };
    }
    case 'template':
      return wanted.template === '' ? undefined : { kind: 'template', template: wanted.template };
    case 'deadline':
      return wanted.step === undefined || wanted.at === undefined
        ? undefined
        : { kind: 'deadline', step: wanted.step, at: wanted.at };
    case 'rule-set':
      return { kind: 'rule-set', ruleSet: codes.ruleSet, ...version };
    case 'pay-plan':
      return codes.payPlan === null ? undefined : { kind: 'pay-plan', payPlan: codes.payPlan, ...version };
  }
}

function scopeOf({ scope, whose }: Wanted): { template?: string; unit?: string; person?: string } | undefined {
  if (scope === 'everybody') return {};
  return whose[scope] === '' ? undefined : { [scope]: whose[scope] };
}
