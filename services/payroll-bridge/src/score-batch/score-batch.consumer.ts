import { Injectable } from '@nestjs/common';
import { APPRAISAL_EVENTS, ScoresPublishedEvent } from '@goalbeat/contracts/appraisal/events';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { EventConsumer } from '@goalbeat/service-kit/inbox/event-consumer';
import { ScoreBatchRepository } from './score-batch.repository.js';

@Injectable()
export class ScoreBatchConsumer implements EventConsumer {
  readonly name = 'score-batch';
  readonly types = [APPRAISAL_EVENTS.scoresPage];

  constructor(private readonly batches: ScoreBatchRepository) {}

  async handle(event: CloudEvent, tx: Tx): Promise<void> {
    await this.batches.addPage(tx, ScoresPublishedEvent.parse(event).data);
  }
}
