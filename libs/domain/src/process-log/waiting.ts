/** One row of the process log about an approval, in the order of the log. Instants are UTC, of the tenant's clock. */
export interface ApprovalEvent {
  approvalId: string;
  subjectKind: string;
  subjectId: string;
  round: number;
  stepId: string | null;
  action: string;
  at: string;
  dueAt: string | null;
  /** Null for a deadline and for the engine itself. */
  actorId: string | null;
  onBehalfOf: string | null;
  /** Whose turn it is from now on: all of them when a step opens or goes to HR, the added ones otherwise. */
  to: readonly string[];
  /** Whose turn it is no longer, when it went to somebody else. */
  from: string | null;
  /** How the step ended with this entry; null while it goes on. */
  closes: string | null;
}

export const PART_ENDS = ['decided', 'passed-on', 'not-needed', 'timeout', 'withdrawn', 'open'] as const;
export type PartEnd = (typeof PART_ENDS)[number];

/** How long a step waited on one person. */
export interface WaitPart {
  /** Null while it was nobody's turn. */
  personId: string | null;
  /** Milliseconds from getting the task to its end. */
  waitedMs: number;
  /** Of them after the step was due. */
  lateMs: number;
  /** Of the step's waiting: an hour that was spent waiting on two people counts half for each. Sums to the step's. */
  shareMs: number;
  lateShareMs: number;
  end: PartEnd;
}

export interface StepWait {
  approvalId: string;
  subjectKind: string;
  subjectId: string;
  round: number;
  stepId: string;
  openedAt: string;
  closedAt: string | null;
  dueAt: string | null;
  /** How it ended; `open` while it has not. */
  end: string;
  waitedMs: number;
  lateMs: number;
  parts: WaitPart[];
}

interface Turn {
  part: WaitPart;
  since: number;
}
interface Running {
  step: StepWait;
  turns: Map<string | null, Turn>;
  /** Up to here the shares are given out. */
  until: number;
}

/**
 * Who was waited on, and for how long, from the log alone. A decision on somebody's behalf counts for whom it waited on, not
 * for who pressed the button. What is open still waits at `now`.
 */
export function waiting(events: readonly ApprovalEvent[], now: string): StepWait[] {
  const running = new Map<string, Running>();
  const done: StepWait[] = [];
  for (const event of events) {
    const before = running.get(event.approvalId);
    if (event.action === 'step-opened') {
      if (before !== undefined) finish(before, event.at, 'approved');
      const opened = open(event);
      running.set(event.approvalId, opened);
      done.push(opened.step);
      continue;
    }
    if (before === undefined) continue;
    follow(before, event);
    if (event.closes === null) continue;
    finish(before, event.at, event.closes === 'withdrawn' || event.actorId !== null ? event.closes : 'timeout');
    running.delete(event.approvalId);
  }
  for (const one of running.values()) finish(one, null, 'open', now);
  return done;
}

function open(event: ApprovalEvent): Running {
  const step: StepWait = {
    approvalId: event.approvalId,
    subjectKind: event.subjectKind,
    subjectId: event.subjectId,
    round: event.round,
    stepId: event.stepId ?? '',
    openedAt: event.at,
    closedAt: null,
    dueAt: event.dueAt,
    end: 'open',
    waitedMs: 0,
    lateMs: 0,
    parts: [],
  };
  const at = Date.parse(event.at);
  const opened: Running = { step, turns: new Map(), until: at };
  take(opened, event.to, at);
  return opened;
}

function follow(running: Running, event: ApprovalEvent): void {
  const at = Date.parse(event.at);
  giveOut(running, at);
  switch (event.action) {
    case 'escalated':
    case 'reassigned':
      // With nobody to go to, it stays where it was.
      if (event.from !== null && event.to.length > 0) leave(running, event.from, at, 'passed-on');
      take(running, event.to, at);
      return;
    case 'handed-to-hr':
      for (const personId of running.turns.keys())
        if (personId === null || !event.to.includes(personId)) leave(running, personId, at, 'timeout');
      take(running, event.to, at);
      return;
    case 'approved':
    case 'returned':
    case 'rejected': {
      const waitedOn = event.onBehalfOf ?? event.actorId;
      if (waitedOn !== null) leave(running, waitedOn, at, 'decided');
      return;
    }
  }
}

function finish(running: Running, closedAt: string | null, end: string, now = closedAt): void {
  const at = Date.parse(now ?? running.step.openedAt);
  giveOut(running, at);
  const left = end === 'open' || end === 'timeout' || end === 'withdrawn' ? end : 'not-needed';
  for (const personId of running.turns.keys()) leave(running, personId, at, left);
  const opened = Date.parse(running.step.openedAt);
  const until = Math.max(opened, at);
  Object.assign(running.step, { closedAt, end, waitedMs: until - opened, lateMs: after(running.step, opened, until) });
}

function take(running: Running, people: readonly string[], at: number): void {
  const { turns, step } = running;
  if (people.length > 0) leave(running, null, at, 'passed-on');
  for (const personId of people) {
    if (turns.has(personId)) continue;
    const part: WaitPart = { personId, waitedMs: 0, lateMs: 0, shareMs: 0, lateShareMs: 0, end: 'open' };
    turns.set(personId, { part, since: at });
    step.parts.push(part);
  }
}

function leave(running: Running, personId: string | null, at: number, end: PartEnd): void {
  const turn = running.turns.get(personId);
  if (turn === undefined) return;
  const until = Math.max(turn.since, at);
  Object.assign(turn.part, { end, waitedMs: until - turn.since, lateMs: after(running.step, turn.since, until) });
  running.turns.delete(personId);
}

/** Shares the time since the last event among those whose turn it was; milliseconds that do not divide go to the first. */
function giveOut(running: Running, to: number): void {
  const from = running.until;
  if (to <= from) return;
  running.until = to;
  if (running.turns.size === 0) {
    const part: WaitPart = { personId: null, waitedMs: 0, lateMs: 0, shareMs: 0, lateShareMs: 0, end: 'open' };
    running.turns.set(null, { part, since: from });
    running.step.parts.push(part);
  }
  const turns = [...running.turns.values()];
  const late = after(running.step, from, to);
  for (const [at, { part }] of turns.entries()) {
    part.shareMs += portion(to - from, turns.length, at);
    part.lateShareMs += portion(late, turns.length, at);
  }
}

const portion = (whole: number, parts: number, at: number): number =>
  Math.floor(whole / parts) + (at < whole % parts ? 1 : 0);

/** How much of a span lies after the step was due. */
function after(step: Pick<StepWait, 'dueAt'>, from: number, to: number): number {
  if (step.dueAt === null) return 0;
  return Math.max(0, to - Math.max(from, Date.parse(step.dueAt)));
}
