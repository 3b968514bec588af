import { z } from 'zod';
import { LocalDate, Version } from '../wire.js';
import { CalendarView } from './http.js';
import { words } from '../wire-words.js';

const KIND = z.enum(['holiday', 'workday']);

/** Public holidays of a country by a library's rules. Years whose days a government still has to announce are refused. */
export const ImportCalendar = z
  .object({
    /** Of the calendar that takes the days; made with office hours when there is none. By default the country's code, with a region `DE-BE`. */
    code: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
        words('letters, digits, - and _, at most 64', '字母、数字、- 和 _，最多 64 个'),
      )
      .optional(),
    /** ISO 3166-1, such as DE. */
    country: z.string().regex(/^[A-Z]{2}$/, words('two letters such as DE', '两个字母的国家代码，例如 DE')),
    /** ISO 3166-2 without the country, such as BE for Berlin: some holidays are of one region only. */
    region: z
      .string()
      .regex(/^[A-Z0-9]{1,6}$/, words('a code such as BE', '地区代码，例如 BE'))
      .optional(),
    years: z.array(z.int().min(2000).max(2100)).min(1).max(5),
    /** true: says what would change and changes nothing. */
    dryRun: z.boolean().default(true),
    /** Of the calendar that was looked at; 409 when it has changed since. */
    version: Version.optional(),
  })
  .strict()
  .meta({ id: 'ImportCalendar' });

/** A file: CSV (date,kind[,name]) or ICS, both UTF-8. */
/** All or nothing: with a day left out the year would not be known. */
const FileMode = z.enum(['preview', 'all']);
export const CalendarFileQuery = z.object({
  mode: FileMode.default('all'),
  /** The last day up to which the file is complete. */
  coveredUntil: LocalDate,
});

export const CalendarImportResult = z
  .object({
    mode: FileMode,
    code: z.string(),
    /** After the import. */
    coveredUntil: LocalDate,
    written: z.int(),
    days: z.array(
      z.object({
        /** Line of the file; 0 for what comes from no file. */
        row: z.int(),
        day: z.string(),
        kind: KIND.nullable(),
        name: z.string(),
        verdict: z.enum(['new', 'changed', 'same', 'wrong']),
        problems: z.array(z.object({ column: z.string(), message: z.string() })),
      }),
    ),
    /** As it is now; null where nothing was written. */
    calendar: CalendarView.nullable(),
  })
  .meta({ id: 'CalendarImportResult' });
