import { Injectable } from '@nestjs/common';
import type { DecideBody, DecideManyBody, DecideManyResult, DecisionResult } from '@goalbeat/contracts/approvals/http';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { ChainFacts } from '@goalbeat/domain/approval/chain';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { BulkDecisions } from './bulk-decisions.js';
import { Decisions } from './decisions.js';
import { Deadlines, type StepCaps } from './deadlines.js';
import { Handling } from './handling.js';
import type { Opening, Todo } from './opening.js';
import { Openings } from './openings.js';
import { type LockedRound, Renewals } from './renewals.js';
import { Todos } from './todos.js';
import { Withdrawals } from './withdrawals.js';

/** What a service needs of approvals. Everything that takes `tx` is part of the caller's transaction. */
@Injectable()
export class ApprovalEngine {
  constructor(
    private readonly openings: Openings,
    private readonly decisions: Decisions,
    private readonly bulk: BulkDecisions,
    private readonly handling: Handling,
    private readonly todos: Todos,
    private readonly deadlines: Deadlines,
    private readonly withdrawals: Withdrawals,
    private readonly renewals: Renewals,
  ) {}

  /**
   * Starts a round of deciding on a subject and opens the first step that applies. A returned subject that is submitted
   * again is opened again: the next round, with a fresh deadline. A chain no step of which applies is approved at once.
   * @returns the approval's id.
   * @throws nobody-to-approve, duplicate (the subject is being decided already), validation (a ladder that approves money
   * by itself, a step instant that is not given), calendar-not-covered, copy-behind.
   */
  open(tx: Tx, opening: Opening): Promise<string> {
    return this.openings.open(tx, opening);
  }

  /**
   * Locks the round before its subject's own rows, as each decision does: nobody decides until the transaction is over.
   * @throws not-found, copy-behind
   */
  lock(tx: Tx, approvalId: string): Promise<LockedRound> {
    return this.renewals.lock(tx, approvalId);
  }

  /**
   * The subject is another than when it was submitted: desks show the new title at once, the steps still to come go by the new
   * facts (those that are given; the others stay), and with `added` a decision by an older version of the task is refused as stale.
   */
  renew(tx: Tx, round: LockedRound, to: { title: string; facts: ChainFacts; added: boolean }): Promise<void> {
    return this.renewals.renew(tx, round, to);
  }

  /** Ends open rounds from within: the subject was cancelled or its time is over. Handlers are not called. @returns how many. */
  withdrawSubjects(
    tx: Tx,
    which: { subjectKind: string; subjectIds: readonly string[]; reason: string },
  ): Promise<number> {
    return this.withdrawals.ofSubjects(tx, which);
  }

  /**
   * One person's decision, as its own transaction.
   * @throws not-found, forbidden (not asked), four-eyes, already-decided (details: decision, by, at), stale-version,
   * validation (no reason given), nobody-to-approve (for the next step).
   */
  decide(command: CommandRequest, approvalId: string, body: DecideBody): Promise<DecisionResult> {
    return this.decisions.decide(command, approvalId, body);
  }

  /** Up to 200 decisions, a transaction each: a refused one leaves the others alone. */
  decideMany(command: CommandRequest, body: DecideManyBody): Promise<DecideManyResult> {
    return this.bulk.decideMany(command, body);
  }

  /** HR gives a task to somebody else; where money is decided, only to another holder of the role. @throws not-found, forbidden, four-eyes, unknown-person, already-decided. */
  reassign(
    command: CommandRequest,
    approvalId: string,
    body: { taskId: string; toPersonId: string; reason: string },
  ): Promise<DecisionResult> {
    return this.handling.reassign(command, approvalId, body);
  }

  /** HR takes it back: the handler hears `withdrawn`. @throws not-found, forbidden, already-decided. */
  withdraw(command: CommandRequest, approvalId: string, body: { reason: string }): Promise<DecisionResult> {
    return this.handling.withdraw(command, approvalId, body);
  }

  /** Something its assignees must do. Opening the same again while it is open changes nothing. @returns ids of new tasks. */
  openTodo(tx: Tx, todo: Todo): Promise<string[]> {
    return this.todos.open(tx, [todo]);
  }

  /** As `openTodo` for thousands at once, set-based. */
  openTodos(tx: Tx, todos: readonly Todo[]): Promise<string[]> {
    return this.todos.open(tx, todos);
  }

  /** The person did it (`done`); other people's todos on the same subject are no longer needed. @returns how many were closed. */
  completeTodo(tx: Tx, which: { subjectKind: string; subjectId: string; personId: string | null }): Promise<number> {
    return this.todos.complete(tx, which);
  }

  /** They are no longer needed (`superseded`). @returns how many were closed. */
  closeTodos(tx: Tx, which: { subjectKind: string; subjectIds: readonly string[] }): Promise<number> {
    return this.todos.close(tx, which);
  }

  /**
   * The cycle's deadlines are others now: open ladders are planned anew within them, from the rung they have reached.
   * @param which.subjectKinds null: all of the cycle
   * @param which.stepCaps all instants of the cycle's timeline, as they are now; by approval where they differ
   * @returns how many deadlines or ladders moved. @throws validation, calendar-not-covered, copy-behind
   */
  recap(
    tx: Tx,
    which: { cycleId: string; subjectKinds: readonly string[] | null; stepCaps: StepCaps },
  ): Promise<number> {
    return this.deadlines.recap(tx, which);
  }

  /** The cycle is paused: no rung of its ladders is climbed until `shift`, people may go on deciding. @returns how many wait. */
  hold(tx: Tx, which: { cycleId: string }): Promise<number> {
    return this.deadlines.hold(tx, which);
  }

  /**
   * The cycle goes on after a pause: open deadlines and rungs come later by it (what was opened meanwhile by no more than it
   * has been open), in working time where they were in it before; rungs already climbed are not climbed again.
   * @param which.stepCaps the timeline after the pause; absent: the instants that had not passed come later by as much
   * @returns how many. @throws validation (byMs negative or no whole number), calendar-not-covered, copy-behind
   */
  shift(tx: Tx, which: { cycleId: string; byMs: number; stepCaps?: StepCaps | undefined }): Promise<number> {
    return this.deadlines.shift(tx, which);
  }
}
