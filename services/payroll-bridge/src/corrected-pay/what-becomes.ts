/** What becomes of a claim's shortage; minor units, 0 or more. */
export interface Fate {
  /** Was paid, or is on its way: a later bonus keeps it back. */
  keptBack: bigint;
  /** Comes off what is held, or came back from payroll, when that is paid. */
  takenOff: bigint;
}

const atLeast0 = (of: bigint): bigint => (of > 0n ? of : 0n);

/** Of all that a claim is short of. What has not been paid makes up for it first. */
export function fateOf(short: bigint, waiting: bigint): Fate {
  const keptBack = atLeast0(short - waiting);
  return { keptBack, takenOff: atLeast0(short) - keptBack };
}

/** Of the last `less` that made it so short: the same with it, less what it was without. */
export function fateOfLast(less: bigint, short: bigint, waiting: bigint): Fate {
  const before = fateOf(atLeast0(short - less), waiting);
  const keptBack = fateOf(short, waiting).keptBack - before.keptBack;
  return { keptBack, takenOff: less - keptBack };
}
