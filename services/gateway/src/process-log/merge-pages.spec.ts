import { describe, expect, it } from '@jest/globals';
import { LOG_AREAS, type LogArea } from '@goalbeat/contracts/process-log-http';
import { decodeCursor, encodeCursor } from '@goalbeat/service-kit/http/pages';
import fc from 'fast-check';
import { type LogPage, mergePages } from './merge-pages.js';

const idOf = (n: number): string => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
type Logs = ReadonlyMap<LogArea, readonly string[]>;

/** As a service pages its log. */
function pageOf(ids: readonly string[], after: string | null, limit: number): LogPage {
  const left = ids.filter((id) => after === null || id > after);
  const items = left.slice(0, limit).map((id) => ({ id }) as LogPage['items'][number]);
  return { items, next: left.length > limit ? encodeCursor([items.at(-1)?.id ?? null]) : null };
}

function readAll(logs: Logs, limit: number): string[] {
  const read: string[] = [];
  for (let after: string | null = null; ;) {
    const from: string | null = after === null ? null : String(decodeCursor(after, 1)[0]);
    const pages = [...logs].map(([service, ids]) => ({ service, body: pageOf(ids, from, limit) }));
    const { items, next } = mergePages(pages, limit);
    if (items.length > limit || (items.length === 0 && next !== null)) throw new Error('a page is not a page');
    read.push(...items.map((row) => row.id));
    if (next === null) return read;
    after = next;
  }
}

describe('four logs as one', () => {
  it('have every row once, in the order of writing, whatever the pages', () => {
    const log = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.tuple(log, log, log, log), fc.integer({ min: 1, max: 20 }), (given, limit) => {
        const logs: Logs = new Map(
          LOG_AREAS.map((area, at) => [area, (given[at] ?? []).map((n) => idOf(n * 4 + at)).toSorted()]),
        );
        expect(readAll(logs, limit)).toEqual([...logs.values()].flat().toSorted());
      }),
    );
  });
});
