import { Injectable } from '@nestjs/common';
import { APPROVAL_EVENTS, NoticeRequested } from '@goalbeat/contracts/approvals/events';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { EventConsumer } from '@goalbeat/service-kit/inbox/event-consumer';

/** Keeps notices for the person; the text is made when it is read, in the reader's language. */
@Injectable()
export class NoticeConsumer implements EventConsumer {
  readonly name = 'notices';
  readonly types = [APPROVAL_EVENTS.notice];

  async handle(event: CloudEvent, tx: Tx): Promise<void> {
    const notice = NoticeRequested.parse(event.data);
    await tx.execute(
      `INSERT INTO notice (tenant_id, id, person_id, kind, at, subject_kind, subject_id, "values")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
      [
        tx.tenantId,
        notice.noticeId,
        notice.personId,
        notice.kind,
        notice.at,
        notice.subjectKind,
        notice.subjectId,
        JSON.stringify(notice.values),
      ],
    );
  }
}
