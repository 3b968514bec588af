import { LETTER_REFUSALS } from '@goalbeat/service-kit/dead-letter/letter-refusals';
import { refusalsInChinese } from '@goalbeat/service-kit/problem/refusals-in-chinese';
import { IMPORT_PROBLEMS } from './import-problems.js';
import { REFUSALS_OF_ACCESS } from './refusals-of-access.js';
import { REFUSALS_OF_PEOPLE } from './refusals-of-people.js';

export const REFUSALS: Readonly<Record<string, string>> = {
  ...IMPORT_PROBLEMS,
  ...REFUSALS_OF_PEOPLE,
  ...REFUSALS_OF_ACCESS,
  ...LETTER_REFUSALS,
};

/** What a refusal says, in Chinese; undefined where nobody has written it. */
export const refusalInChinese = refusalsInChinese(REFUSALS);
