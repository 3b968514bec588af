import { Injectable } from '@nestjs/common';
import type { NoticePage, NoticeView } from '@goalbeat/contracts/directory/http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows, type PageQuery } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { personOf } from '../identity/person-of.js';
import { loadTenant } from '../tenant/tenant.repository.js';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import type { Language } from '@goalbeat/domain/wording/language';
import { noticeText } from './notice-text.js';

type View = z.infer<typeof NoticeView>;
type Row = Omit<View, 'text'>;

const COLUMNS = `id, kind, at, subject_kind AS "subjectKind", subject_id AS "subjectId", "values", read_at AS "readAt"`;

@Injectable()
export class NoticeService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /** One's own, newest first. */
  async list(
    principal: Principal,
    { limit, after }: PageQuery,
    language: Language,
  ): Promise<z.infer<typeof NoticePage>> {
    const personId = personOf(principal);
    requireMay(principal, 'directory.notices.read', { tenantId: principal.tenantId, personId });
    const [at, id] = after === undefined ? [null, null] : decodeCursor(after, 2);
    return this.work.read(principal.tenantId, async (tx) => {
      const { zone } = await loadTenant(tx);
      const rows = await tx.query<Row>(
        `SELECT ${COLUMNS} FROM notice WHERE person_id = $2 AND ($4::uuid IS NULL OR (at, id) < ($3::timestamptz, $4))
         ORDER BY at DESC, id DESC LIMIT $1`,
        [limit + 1, personId, at, id],
      );
      return pageOfRows(
        rows,
        limit,
        (row) => view(row, language, zone),
        (row) => [row.at, row.id],
      );
    });
  }

  /** Marks it read; a second time changes nothing. @throws not-found, also for somebody else's */
  markRead(command: CommandRequest, id: string, language: Language): Promise<View> {
    const personId = personOf(command.principal);
    requireMay(command.principal, 'directory.notices.write', { tenantId: command.principal.tenantId, personId });
    return this.work.command(command, async (tx) => {
      const { zone, clock } = await loadTenant(tx);
      const now = virtualNow(clock, this.clock.now());
      const row = await tx.one<Row>(
        `UPDATE notice SET read_at = coalesce(read_at, $3) WHERE id = $1 AND person_id = $2 RETURNING ${COLUMNS}`,
        [id, personId, now],
      );
      if (row.readAt !== now) tx.changedNothing();
      else {
        const by = actorOf(command.principal);
        const read = { subjectKind: 'notice', subjectId: id, action: 'notice-read', at: now, startedAt: row.at };
        tx.log({ ...by, ...read, unseen: true });
        tx.announce({ kind: 'notice', id, to: personId });
      }
      return view(row, language, zone);
    });
  }
}

function view(row: Row, language: Language, zone: string): View {
  return { ...row, text: noticeText(row.kind, row.values, language, zone) };
}
