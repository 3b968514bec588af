import type { LogArea, MergedLogPage } from '@goalbeat/contracts/process-log-http';
import { encodeCursor } from '@goalbeat/service-kit/http/pages';

type Row = Omit<MergedLogPage['items'][number], 'service'>;
export interface LogPage {
  items: Row[];
  next: string | null;
}

/**
 * Ids are UUIDs of version 7, so their order is that of writing in every service, and one id is the cursor of all: each
 * goes on after it. A service's page that is used up bounds what is certain: what follows it may come before the others' rest.
 */
export function mergePages(
  pages: readonly { service: LogArea; body: LogPage }[],
  limit: number,
): Pick<MergedLogPage, 'items' | 'next'> {
  const rows = pages.flatMap(({ service, body }) => body.items.map((row) => ({ ...row, service })));
  rows.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const bounds = pages.flatMap(({ body }) => (body.next === null ? [] : (body.items.at(-1)?.id ?? [])));
  const bound = bounds.length === 0 ? null : bounds.reduce((a, b) => (a < b ? a : b));
  const certain = bound === null ? rows : rows.filter((row) => row.id <= bound);
  const items = certain.slice(0, limit);
  const last = items.at(-1);
  const more = items.length < rows.length || bound !== null;
  return { items, next: more && last !== undefined ? encodeCursor([last.id]) : null };
}
