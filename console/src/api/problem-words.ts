import { PROBLEM_CODES } from './problem-codes.js';
import { languageShown } from '../words/language.js';
import { ApiProblem, NoAnswer } from './api-problem.js';

/** Takes a key of the area `problem`. */
type Say = (key: never) => string;

const CHINESE = /[\u4e00-\u9fff]/;
/** A service that has no words in the reader's language answers in English. */
const inLanguage = (text: string): boolean => languageShown() === 'en' || CHINESE.test(text);

/** What went wrong and what to do about it, in the reader's language. */
export function problemWords(error: unknown, say: Say): { title: string; advice: string } {
  const t = say as (key: string) => string;
  if (error instanceof NoAnswer) return { title: t('noAnswer.title'), advice: t('noAnswer.advice') };
  if (!(error instanceof ApiProblem)) return { title: t('broken.title'), advice: t('broken.advice') };
  const code = PROBLEM_CODES.find((known) => known === error.code) ?? 'internal';
  const detail = error.problem.detail;
  const said = detail !== undefined && code !== 'internal' && inLanguage(detail) ? detail : t(`code.${code}.advice`);
  return { title: t(`code.${code}.title`), advice: said };
}

/** What is wrong with a field, by its path, for the forms that have one. */
export function fieldProblems(error: unknown): Map<string, string> {
  if (!(error instanceof ApiProblem)) return new Map();
  const listed = error.problem.errors ?? [];
  const all =
    listed.length > 0 ? listed : error.field === undefined ? [] : [{ field: error.field, message: error.message }];
  return new Map(all.map(({ field, message }) => [field, message]));
}
