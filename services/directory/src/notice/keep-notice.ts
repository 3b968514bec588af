import type { NoticeRequested } from '@goalbeat/contracts/approvals/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';

/** Keeps a notice for the person, once; its text is made when it is read, in the reader's language. */
export async function keepNotice(tx: Tx, notice: NoticeRequested): Promise<void> {
  const kept = await tx.execute(
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
  if (kept > 0) tx.announce({ kind: 'notice', id: notice.noticeId, to: notice.personId });
}
