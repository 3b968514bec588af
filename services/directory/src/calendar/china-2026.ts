import type { PutCalendar } from '@goalbeat/contracts/directory/http';
import type { z } from 'zod';

type Days = z.infer<typeof PutCalendar>['days'];

/** Public holidays and make-up days of 2026 after the State Council's notice of 4 November 2025. */
export const CHINA_2026: Days = {
  // 元旦 New Year
  '2026-01-01': 'holiday',
  '2026-01-02': 'holiday',
  '2026-01-03': 'holiday',
  '2026-01-04': 'workday',
  // 春节 Spring Festival
  '2026-02-14': 'workday',
  '2026-02-15': 'holiday',
  '2026-02-16': 'holiday',
  '2026-02-17': 'holiday',
  '2026-02-18': 'holiday',
  '2026-02-19': 'holiday',
  '2026-02-20': 'holiday',
  '2026-02-21': 'holiday',
  '2026-02-22': 'holiday',
  '2026-02-23': 'holiday',
  '2026-02-28': 'workday',
  // 清明节 Tomb-Sweeping Day
  '2026-04-04': 'holiday',
  '2026-04-05': 'holiday',
  '2026-04-06': 'holiday',
  // 劳动节 Labour Day
  '2026-05-01': 'holiday',
  '2026-05-02': 'holiday',
  '2026-05-03': 'holiday',
  '2026-05-04': 'holiday',
  '2026-05-05': 'holiday',
  '2026-05-09': 'workday',
  // 端午节 Dragon Boat Festival
  '2026-06-19': 'holiday',
  '2026-06-20': 'holiday',
  '2026-06-21': 'holiday',
  // 国庆节 National Day: a Sunday and a Saturday are worked for it
  '2026-09-20': 'workday',
  // 中秋节 Mid-Autumn Festival
  '2026-09-25': 'holiday',
  '2026-09-26': 'holiday',
  '2026-09-27': 'holiday',
  '2026-10-01': 'holiday',
  '2026-10-02': 'holiday',
  '2026-10-03': 'holiday',
  '2026-10-04': 'holiday',
  '2026-10-05': 'holiday',
  '2026-10-06': 'holiday',
  '2026-10-07': 'holiday',
  '2026-10-10': 'workday',
};
