import type { Language } from '@goalbeat/domain/wording/language';
import { formatDay } from './format-instant.js';

/** `2026-W47`, `2026-11`, `2026-Q4`, `2026-11-02~2026-11-29` as people say it. */
export function formatPeriod(period: string, language: Language): string {
  const english = language === 'en';
  const week = /^(\d{4})-W(\d{2})$/.exec(period);
  if (week !== null) return english ? `Week ${Number(week[2])}, ${week[1]}` : `${week[1]}年第${Number(week[2])}周`;
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (quarter !== null) return english ? `Q${quarter[2]} ${quarter[1]}` : `${quarter[1]}年第${quarter[2]}季度`;
  const month = /^(\d{4})-(\d{2})$/.exec(period);
  if (month !== null) {
    const at = new Date(`${period}-15T12:00:00Z`);
    return new Intl.DateTimeFormat(english ? 'en-GB' : 'zh-CN', {
      year: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    }).format(at);
  }
  const days = /^(\d{4}-\d{2}-\d{2})~(\d{4}-\d{2}-\d{2})$/.exec(period);
  if (days === null) return period;
  return `${formatDay(days[1] ?? '', language)} – ${formatDay(days[2] ?? '', language)}`;
}
