import { APPROVAL_REFUSALS } from '@goalbeat/approvals/wording/refusals';
import { LETTER_REFUSALS } from '@goalbeat/service-kit/dead-letter/letter-refusals';
import { refusalsInChinese } from '@goalbeat/service-kit/problem/refusals-in-chinese';
import { STEP_ZH } from '../cycle-definition/step-words.js';
import { REFUSALS_OF_CYCLES, STATES_ZH } from './refusals-of-cycles.js';
import { REFUSALS_OF_DEFINITIONS } from './refusals-of-definitions.js';
import { REFUSALS_OF_SHEETS } from './refusals-of-sheets.js';

export const REFUSALS: Readonly<Record<string, string>> = {
  ...STEP_ZH,
  ...STATES_ZH,
  ...REFUSALS_OF_CYCLES,
  ...REFUSALS_OF_SHEETS,
  ...REFUSALS_OF_DEFINITIONS,
  ...APPROVAL_REFUSALS,
  ...LETTER_REFUSALS,
};

/** What a refusal says, in Chinese; undefined where nobody has written it. What is filled in may be a refusal, a step or a state. */
export const refusalInChinese = refusalsInChinese(REFUSALS);
