import type { StartRehearsal } from '@goalbeat/contracts/goals/rehearsal-http';
import type { PutGoalTemplate } from '@goalbeat/contracts/goals/template-http';
import type { z } from 'zod';
import type { Data } from '../cycle-definition/cycle-definition.repository.js';

/** All that a rehearsal needs to know of its company, as it was when it was asked for. */
export interface RehearsalSettings {
  asked: StartRehearsal;
  definition: { code: string; data: Data };
  templates: { code: string; put: z.infer<typeof PutGoalTemplate> }[];
  /** As the other services gave them; they check them again in the copy. */
  ruleSet: unknown;
  payPlan: unknown;
  /** Employee numbers that are copied; null for all. */
  numbers: string[] | null;
  /** People of the company. */
  company: number;
  /** Business instants: when the copy's clock starts, and the last step. */
  start: string;
  last: string;
}
