import { z } from 'zod';
import { ABSENCE_KINDS } from '@goalbeat/domain/absence/absence';
import { Code, Id, LocalDate, PageQuery, Version, pageOf } from '../wire.js';

/** Both days inclusive, local where the person works. */
export const CreateAbsence = z
  .object({ number: Code, from: LocalDate, to: LocalDate, kind: z.enum(ABSENCE_KINDS).default('annual-leave') })
  .strict()
  .meta({ id: 'CreateAbsence' });
export const AbsenceView = z
  .object({
    id: Id,
    personId: Id,
    number: z.string(),
    from: LocalDate,
    to: LocalDate,
    kind: z.enum(ABSENCE_KINDS),
    cancelled: z.boolean(),
    version: Version,
  })
  .meta({ id: 'Absence' });
export const AbsencePage = pageOf(AbsenceView);
export const AbsenceQuery = PageQuery.extend({
  number: z.string().max(64).optional(),
  /** Only those that reach into these days. */
  from: LocalDate.optional(),
  to: LocalDate.optional(),
});
