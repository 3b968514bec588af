export interface ClockReading {
  /** Business time, and when by the browser's steady clock it was read; milliseconds. */
  readonly now: number;
  readonly at: number;
  readonly rate: number;
  readonly held: boolean;
}

/** Never the browser's own time of day: it may be wrong by hours. */
export const businessNow = ({ now, at, rate, held }: ClockReading, tick: number): number =>
  held ? now : now + Math.max(0, tick - at) * rate;
