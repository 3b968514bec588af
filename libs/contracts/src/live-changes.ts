import { z } from 'zod';
import { Id } from './wire.js';

/** What a person's browser hears on `GET /api/live`: read again what you show of it. `id` null: many of this kind. */
export const LiveChange = z
  .object({
    kind: z.string().max(64),
    id: z.string().max(200).nullable(),
    /** With `id` null: wait for a random part of this first, since everybody hears it at once. */
    spreadMs: z.int().min(0).optional(),
  })
  .meta({ id: 'LiveChange' });
export type LiveChange = z.infer<typeof LiveChange>;

/** `live` true, at the start and after every gap: read again all you show. False: no changes come until it is true again. */
export const LiveState = z.object({ live: z.boolean() }).meta({ id: 'LiveState' });
export type LiveState = z.infer<typeof LiveState>;

/** Which thing changed: as the process log names its subjects. */
export const SeenChange = z.object({
  kind: z.string().max(64),
  id: z.string().max(200).nullable(),
  /** The one person whom it concerns; absent: whoever of the tenant looks at it. */
  to: Id.optional(),
});
export type SeenChange = z.infer<typeof SeenChange>;

/** One message on `goalbeat.changes`. */
export const ChangeNews = z.object({ tenantId: Id, changes: z.array(SeenChange).min(1).max(1_000) });
export type ChangeNews = z.infer<typeof ChangeNews>;
