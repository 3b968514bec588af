import { bandWord } from '@goalbeat/domain/wording/band-word';
import { useLanguage } from '../words/use-language.js';

/** A band as people read it. */
export function Band({ of }: { of: string }) {
  return <>{bandWord(of, useLanguage())}</>;
}
