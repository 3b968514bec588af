import { APPROVAL_REFUSALS } from '@goalbeat/approvals/wording/refusals';
import { LETTER_REFUSALS } from '@goalbeat/service-kit/dead-letter/letter-refusals';
import { refusalsInChinese } from '@goalbeat/service-kit/problem/refusals-in-chinese';
import { REFUSALS_OF_LISTS } from './refusals-of-lists.js';
import { REFUSALS_OF_PAYOUTS } from './refusals-of-payouts.js';
import { REFUSALS_OF_SIGNING } from './refusals-of-signing.js';

export const REFUSALS: Readonly<Record<string, string>> = {
  ...REFUSALS_OF_LISTS,
  ...REFUSALS_OF_PAYOUTS,
  ...REFUSALS_OF_SIGNING,
  ...APPROVAL_REFUSALS,
  ...LETTER_REFUSALS,
};

/** What a refusal says, in Chinese; undefined where nobody has written it. What is filled in may be a refusal itself. */
export const refusalInChinese = refusalsInChinese(REFUSALS);
