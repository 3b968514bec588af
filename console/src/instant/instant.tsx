import { useTranslation } from 'react-i18next';
import { useZone } from '../session/me.js';
import { useLanguage } from '../words/use-language.js';
import { useNow } from './business-clock.js';
import { formatInstant, formatRelative, formatSpan, type InstantStyle } from './format-instant.js';

/** An instant in the company's zone; how far away it is, and the whole of it, come by pointing at it. */
export function Instant({ at, style = 'moment' }: { at: string; style?: InstantStyle }) {
  const [zone, language] = [useZone(), useLanguage()];
  return (
    <time dateTime={at} title={formatInstant(at, 'full', zone, language)}>
      {formatInstant(at, style, zone, language)}
    </time>
  );
}

/** "3 hours ago"; the instant itself by pointing at it. */
export function Ago({ at }: { at: string }) {
  const [zone, language, now] = [useZone(), useLanguage(), useNow()];
  return (
    <time dateTime={at} title={formatInstant(at, 'full', zone, language)}>
      {formatRelative(at, now, language)}
    </time>
  );
}

/** "Due Fri 17:00 · in 2 days", or since when it is late. */
export function Deadline({ at, late }: { at: string; late?: boolean }) {
  const { t } = useTranslation('shell');
  const [zone, language, now] = [useZone(), useLanguage(), useNow()];
  const by = Date.parse(at) - now;
  const isLate = late ?? by < 0;
  const when = formatInstant(at, 'moment', zone, language);
  return (
    <time dateTime={at} title={formatInstant(at, 'full', zone, language)} className={isLate ? 'late' : 'soft'}>
      {isLate
        ? t('deadline.late', { when, span: formatSpan(-by, language) })
        : t('deadline.due', { when, relative: formatRelative(at, now, language) })}
    </time>
  );
}
