import type { RuleSetData } from '@goalbeat/contracts/appraisal/http';
import type { DefinitionData } from '@goalbeat/contracts/goals/definition-http';
import type { PayPlanV1Data } from '@goalbeat/contracts/payroll/pay-plan-data';
import type { z } from 'zod';
import { DEFINITION, definition, PAY_PLAN, payPlan, RULE_SET, ruleSet } from './rules.js';
import type { CompanyRows } from './rows.js';
import { goalTemplates, type TemplateFile } from './templates.js';

interface Coded<T> {
  code: string;
  data: T;
}

/** By which goals and rules a company works. */
export interface CompanyContent {
  templates: TemplateFile[];
  ruleSet: Coded<z.input<typeof RuleSetData>>;
  payPlan: Coded<z.input<typeof PayPlanV1Data>>;
  definition: Coded<z.input<typeof DefinitionData>>;
}

export function marketplaceContent({ people }: CompanyRows): CompanyContent {
  const boss = people[0]?.number ?? '';
  return {
    templates: goalTemplates(),
    ruleSet: { code: RULE_SET, data: ruleSet },
    payPlan: { code: PAY_PLAN, data: payPlan(boss, people.length) },
    definition: { code: DEFINITION, data: definition([boss]) },
  };
}
