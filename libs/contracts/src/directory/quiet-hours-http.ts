import { z } from 'zod';
import { LocalTime } from '../wire.js';

/**
 * When one wants no reminders, by the clock of where one works; over midnight where `from` is the later, never where both are
 * equal. They move reminders to their end and never a deadline, an escalation or a last action.
 */
export const QuietHoursBody = z.object({ from: LocalTime, to: LocalTime }).strict().meta({ id: 'QuietHoursBody' });
export const QuietHoursView = z
  .object({
    /** Null: none of one's own, the default of the cycle definition holds. */
    quietHours: z.object({ from: LocalTime, to: LocalTime }).nullable(),
    /** 0 while one has never said anything. */
    version: z.int(),
  })
  .meta({ id: 'QuietHoursView' });
export type QuietHoursBody = z.infer<typeof QuietHoursBody>;
export type QuietHoursView = z.infer<typeof QuietHoursView>;
