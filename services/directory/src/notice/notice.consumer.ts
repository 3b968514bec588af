import { Injectable } from '@nestjs/common';
import { APPROVAL_EVENTS, NoticeRequested } from '@goalbeat/contracts/approvals/events';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { EventConsumer } from '@goalbeat/service-kit/inbox/event-consumer';
import { keepNotice } from './keep-notice.js';

@Injectable()
export class NoticeConsumer implements EventConsumer {
  readonly name = 'notices';
  readonly types = [APPROVAL_EVENTS.notice];

  handle(event: CloudEvent, tx: Tx): Promise<void> {
    return keepNotice(tx, NoticeRequested.parse(event.data));
  }
}
