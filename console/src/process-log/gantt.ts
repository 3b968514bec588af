/** One thing that waited for somebody, as far as the strip draws it. Instants in ISO 8601. */
export interface Waited {
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly dueAt: string | null;
}

export interface Bar {
  /** All from 0 to 1 of the strip's width. */
  readonly from: number;
  readonly to: number;
  /** Where the part after the deadline begins; null: it was in time. */
  readonly lateFrom: number | null;
  readonly due: number | null;
}

export interface Strip {
  readonly start: number;
  readonly end: number;
}

const ms = (instant: string): number => Date.parse(instant);
const MOST_TICKS = 8;
const STEPS_MS = [1, 3, 6, 12, 24, 48, 96, 168, 336, 720].map((hours) => hours * 3_600_000);

/** From the first opening to the last end; what is open ends now. */
export function stripOf(waits: readonly Waited[], now: number): Strip {
  const start = Math.min(...waits.map(({ openedAt }) => ms(openedAt)));
  const ends = waits.map(({ closedAt }) => (closedAt === null ? now : ms(closedAt)));
  return { start, end: Math.max(start + 1, ...ends) };
}

export function barOf(wait: Waited, { start, end }: Strip, now: number): Bar {
  const at = (instant: number): number => Math.min(1, Math.max(0, (instant - start) / (end - start)));
  const closed = wait.closedAt === null ? now : ms(wait.closedAt);
  const due = wait.dueAt === null ? null : ms(wait.dueAt);
  return {
    from: at(ms(wait.openedAt)),
    to: at(closed),
    lateFrom: due !== null && due < closed ? at(Math.max(due, ms(wait.openedAt))) : null,
    due: due === null || due < start || due > end ? null : at(due),
  };
}

const DAY_MS = 24 * 3_600_000;

/** How far a zone's clocks are ahead of UTC then. */
export function aheadOf(zone: string, at: number): number {
  const local = new Date(at).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T');
  return Date.parse(`${local}Z`) - Math.floor(at / 1_000) * 1_000;
}

/** Instants at even distances by the clocks of a zone so far ahead, not more than fit; do days go by between them? */
export function ticksOf({ start, end }: Strip, ahead = 0): { at: number[]; days: boolean } {
  const step = STEPS_MS.find((one) => (end - start) / one <= MOST_TICKS) ?? (end - start) / MOST_TICKS;
  const first = Math.ceil((start + ahead) / step) * step - ahead;
  const count = Math.max(0, Math.floor((end - first) / step) + 1);
  return { at: Array.from({ length: count }, (_, n) => first + n * step), days: step >= DAY_MS };
}
