import type { WorkflowMessage } from '@goalbeat/contracts/workflow-message';
import type { TemporalClient } from '../temporal/client.js';
import { deliverWorkflowMessage } from '../temporal/deliver-workflow-message.js';
import type { OutboxRow } from './outbox-row.js';
import { supersededMessages } from './superseded-messages.js';
import { DestinationAway, type Sender } from './sender.js';

/** Delivers to Temporal. A message for a workflow that has ended counts as delivered. */
export class WorkflowSender implements Sender<WorkflowMessage> {
  /** Few, so that a burst of decisions leaves the processor to the people who decide: ladders wait for hours anyway. */
  readonly concurrency = 16;
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
      if (!this.temporal.isAway(error)) throw error;
      this.#away = true;
      throw new DestinationAway('Temporal does not answer', { cause: error });
    }
  }
}
