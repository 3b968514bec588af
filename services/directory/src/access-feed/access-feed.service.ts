import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { AccessChanges } from '@goalbeat/contracts/directory/sign-in-http';
import { DataSource } from 'typeorm';
import { Settings } from '../config.js';

const AT_MOST = 5_000;
const PRUNE_EVERY_MS = 10 * 60_000;

interface Row {
  cursor: string;
  changes: AccessChanges['changes'] | null;
}

/**
 * Everything is read by one statement, hence one snapshot. Whatever becomes visible later was written by a transaction that
 * is still running now or has not begun, so its number is not below the snapshot's xmin: nothing is missed, and what comes
 * twice does no harm.
 */
const READ = `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS cursor,
  (SELECT jsonb_agg(jsonb_build_object('xid', c.xid::text, 'tenantId', c.tenant_id, 'subjectId', c.subject_id))
   FROM access_changes($1::text::xid8) c WHERE $1::text IS NOT NULL) AS changes`;

/** Tells gateways whose sessions, keys, roles or employment changed. */
@Injectable()
export class AccessFeed implements OnModuleInit, OnModuleDestroy {
  #pruning: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    if (!this.settings.env.RUN.includes('http')) return;
    this.#pruning = setInterval(() => {
      // The next round tries again; nothing but room depends on it.
      this.dataSource.query('SELECT prune_access_changes()').catch(() => undefined);
    }, PRUNE_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#pruning);
  }

  /** @param after the cursor of the last answer; none = from now on */
  async since(after: string | undefined): Promise<AccessChanges> {
    const [row]: Row[] = await this.dataSource.query(READ, [after ?? null]);
    if (row === undefined) throw new Error('PostgreSQL has no snapshot');
    const changes = row.changes ?? [];
    const overflow = changes.length > AT_MOST;
    return { cursor: row.cursor, overflow, changes: overflow ? [] : changes };
  }
}
