import { Injectable } from '@nestjs/common';
import { APPRAISAL_EVENTS, ScoresPublishedEvent } from '@goalbeat/contracts/appraisal/events';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { EventConsumer } from '@goalbeat/service-kit/inbox/event-consumer';
import { Republications } from '../republication/republications.js';
import { ScoreBatchRepository } from './score-batch.repository.js';

@Injectable()
export class ScoreBatchConsumer implements EventConsumer {
  readonly name = 'score-batch';
  readonly types = [APPRAISAL_EVENTS.scoresPage];

  constructor(
    private readonly batches: ScoreBatchRepository,
    private readonly republications: Republications,
  ) {}

  async handle(event: CloudEvent, tx: Tx): Promise<void> {
    const page = ScoresPublishedEvent.parse(event).data;
    await this.batches.addPage(tx, page);
    if ((page.publication ?? 1) > 1) await this.republications.arrived(tx, page.batchId);
  }
}
