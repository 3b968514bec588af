import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { GOALS_EVENTS, ResultsPublished } from '@goalbeat/contracts/goals/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { EventConsumer } from '@goalbeat/service-kit/inbox/event-consumer';
import { ResultBatchRepository } from './result-batch.repository.js';

@Injectable()
export class ResultBatchConsumer implements EventConsumer {
  readonly name = 'result-batch';
  readonly types = [GOALS_EVENTS.resultsPage];

  constructor(private readonly batches: ResultBatchRepository) {}

  async handle(event: CloudEvent, tx: Tx): Promise<void> {
    await this.batches.keepPage(tx, ResultsPublished.parse(event.data));
  }
}
