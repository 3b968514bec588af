import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Metrics of one process; served at `/metrics`. A registry of its own, so that tests may hold several services. */
export class KitMetrics {
  readonly registry = new Registry();

  readonly httpSeconds = new Histogram({
    name: 'goalbeat_http_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.06, 0.1, 0.2, 0.5, 1, 5],
    registers: [this.registry],
  });
  readonly outboxUnsent = this.#gauge('goalbeat_outbox_unsent', 'Rows not yet sent', ['destination']);
  readonly outboxOldestSeconds = this.#gauge('goalbeat_outbox_oldest_seconds', 'Age of the oldest unsent row', [
    'destination',
  ]);
  readonly outboxSent = this.#counter('goalbeat_outbox_sent_total', 'Rows delivered', ['destination']);
  readonly outboxFailures = this.#counter('goalbeat_outbox_failures_total', 'Failed deliveries', ['destination']);
  readonly outboxStuck = this.#counter('goalbeat_outbox_stuck_total', 'Rows that failed 20 times', ['destination']);
  readonly inboxHandled = this.#counter('goalbeat_inbox_handled_total', 'Events handled', ['consumer']);
  readonly inboxDuplicates = this.#counter('goalbeat_inbox_duplicates_total', 'Events seen before', ['consumer']);
  readonly inboxPostponed = this.#counter('goalbeat_inbox_postponed_total', 'Events put off', ['consumer']);
  readonly deadLetters = this.#counter('goalbeat_dead_letters_total', 'Messages given up', ['queue']);
  readonly transactionRetries = this.#counter('goalbeat_transaction_retries_total', 'Transactions run again', []);
  readonly logUnsealed = this.#gauge('goalbeat_process_log_unsealed', 'Rows of the process log without a seal', []);
  readonly logSealed = this.#counter('goalbeat_process_log_sealed_total', 'Rows of the process log sealed', []);
  readonly logSealing = this.#gauge(
    'goalbeat_process_log_sealing',
    '1 where this process seals, 0 where it stands by',
    [],
  );
  readonly unloggedCommands = this.#counter('goalbeat_commands_unlogged_total', 'Commands without a log entry', [
    'route',
  ]);
  readonly changesAnnounced = this.#counter('goalbeat_changes_announced_total', 'Changes told to open pages', []);
  readonly changesUntold = this.#counter(
    'goalbeat_changes_untold_total',
    'Changes of which only the kind, or nothing, was told: the broker was away or slow',
    [],
  );
  readonly activityFailures = this.#counter('goalbeat_activity_failures_total', 'Failed activity attempts', [
    'activity',
    'code',
  ]);

  readonly schedulesRepaired = this.#counter(
    'goalbeat_schedules_repaired_total',
    'Schedules in Temporal that were not as SQL says',
    ['drift'],
  );
  readonly schedulesHeld = this.#gauge('goalbeat_schedules_held', 'Schedules paused in Temporal by hand', []);
  readonly schedulesUnknown = this.#gauge('goalbeat_schedules_unknown', 'Schedules that SQL knows nothing of', []);
  readonly runsRestarted = this.#counter(
    'goalbeat_runs_restarted_total',
    'Workflows that Temporal had lost and were started again',
    [],
  );

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
  }

  #gauge<L extends string>(name: string, help: string, labelNames: L[]): Gauge<L> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  #counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }
}
