import { z } from 'zod';
import { Id, Instant, LongText, Version } from '../wire.js';

/** `switch`: a person stopped payouts; `restored`: the database is older than what has been seen of it. */
export const STOP_KINDS = ['switch', 'restored'] as const;

/** Payouts by where they are while nothing leaves. */
export const InFlight = z
  .object({
    /** Signed lines that are not handed over. */
    notHandedOver: z.int(),
    /** Handed over by us and still here: held back until the release. */
    heldBack: z.int(),
    /** With payroll, which has not said the last word; a stop does not call them back. */
    withPayroll: z.int(),
  })
  .meta({ id: 'PayoutsInFlight' });
export type InFlight = z.infer<typeof InFlight>;

export const PayoutStopView = z
  .object({
    id: Id,
    kind: z.enum(STOP_KINDS),
    reason: z.string(),
    setAt: Instant,
    /** Null: a program did. */
    setBy: Id.nullable(),
    /** At the moment of the stop. */
    inFlight: InFlight,
    releaseAskedBy: Id.nullable(),
    releaseAskedAt: Instant.nullable(),
    releaseReason: z.string().nullable(),
    version: Version,
  })
  .meta({ id: 'PayoutStop' });
export const StopSwitchView = z
  .object({ stopped: z.boolean(), stops: z.array(PayoutStopView), inFlight: InFlight })
  .meta({ id: 'StopSwitch' });

export const SetStopSwitch = z.object({ reason: LongText }).strict().meta({ id: 'SetStopSwitch' });
export const AskRelease = z
  .object({ stop: Id, version: Version, reason: LongText })
  .strict()
  .meta({ id: 'AskRelease' });
export const ReleasePayouts = z.object({ stop: Id, version: Version }).strict().meta({ id: 'ReleasePayouts' });
