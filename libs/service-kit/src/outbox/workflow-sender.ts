import { Logger } from '@nestjs/common';
import type { WorkflowMessage } from '@goalbeat/contracts/workflow-message';
import type { TemporalClient } from '../temporal/client.js';
import { deliverWorkflowMessage } from '../temporal/deliver-workflow-message.js';
import type { ScheduleMessage } from '../temporal/schedule-options.js';
import type { OutboxRow } from './outbox-row.js';
import { supersededMessages } from './superseded-messages.js';
import { DestinationAway, type Sender } from './sender.js';

/**
 * Delivers to Temporal. A message for a workflow that has ended counts as delivered; so does a Schedule that Temporal refuses for
 * good: kept, it would hinder its repair for ever, while the definition, once corrected, sends a new one.
 */
export class WorkflowSender implements Sender<WorkflowMessage> {
  /** Few, so that a burst of decisions leaves the processor to the people who decide: ladders wait for hours anyway. */
  readonly concurrency = 16;
  readonly #logger = new Logger(WorkflowSender.name);
  #away = true;

  constructor(private readonly temporal: TemporalClient) {}

  async ready(): Promise<boolean> {
    if (this.#away) this.#away = !(await this.temporal.answers());
    return !this.#away;
  }

  superseded(rows: readonly OutboxRow<WorkflowMessage>[]): ReadonlySet<string> {
    return supersededMessages(rows);
  }

  async send(row: OutboxRow<WorkflowMessage>): Promise<void> {
    try {
      await this.temporal.within((client) => deliverWorkflowMessage(client, row.payload, row.id));
    } catch (error) {
      if (row.payload.kind === 'upsertSchedule' && this.temporal.isRefused(error)) {
        this.#logger.error(refusal(row.payload, error));
        return;
      }
      if (!this.temporal.isAway(error)) throw error;
      this.#away = true;
      throw new DestinationAway('Temporal does not answer', { cause: error });
    }
  }
}

function refusal({ scheduleId, timeZone }: ScheduleMessage, error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return (
    `Schedule ${scheduleId} (zone ${timeZone}) is refused by Temporal: ${cause}. Its cycles do not open by themselves: correct the ` +
    'definition (zone, periods), activate it again, or open them by hand. It is looked at again every five minutes.'
  );
}
