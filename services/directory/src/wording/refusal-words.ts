import { LETTER_REFUSALS } from '@goalbeat/service-kit/dead-letter/letter-refusals';
import { refusalsInChinese } from '@goalbeat/service-kit/problem/refusals-in-chinese';
import { IMPORT_PROBLEMS } from './import-problems.js';

/** What a refusal says, in Chinese; undefined where nobody has written it. */
export const refusalInChinese = refusalsInChinese({ ...IMPORT_PROBLEMS, ...LETTER_REFUSALS });
