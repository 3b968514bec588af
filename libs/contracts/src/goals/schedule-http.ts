import { z } from 'zod';
import { Id, Instant, Text } from '../wire.js';

/** Whether a definition's cycles open by themselves. `held`: operations paused it in Temporal; `off`: never on this tenant's clock; `retired`: no more. */
export const SCHEDULE_STATES = ['on', 'paused', 'held', 'off', 'retired'] as const;

export const PauseSchedule = z.object({ reason: Text }).strict().meta({ id: 'PauseSchedule' });

export const ScheduleView = z
  .object({
    definitionId: Id,
    state: z.enum(SCHEDULE_STATES),
    /** Since when it is paused, held or retired. */
    since: Instant.nullable(),
    /** The next periods that will open by themselves: none unless it is on; fewer where a custom definition lists no more. */
    next: z.array(
      z.object({
        period: z.string(),
        /** When its cycle is made: ahead of the issue where calendar rules may still move that. */
        opensAt: Instant,
        /** When its sheets are issued; null where the period has no working day. */
        issueAt: Instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'DefinitionSchedule' });
