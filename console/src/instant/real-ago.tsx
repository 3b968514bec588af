import { formatInstant, formatRelative } from './format-instant.js';
import { useZone } from '../session/me.js';
import { useLanguage } from '../words/use-language.js';

/** Machines live in real time, also where a company's own clock runs faster. */
export function RealAgo({ at }: { at: string }) {
  const [zone, language] = [useZone(), useLanguage()];
  return (
    <time dateTime={at} title={formatInstant(at, 'full', zone, language)}>
      {formatRelative(at, Date.now(), language)}
    </time>
  );
}
