import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Book, readBook, type BookedPayout } from './book.js';

const payout = (payoutId: string): BookedPayout => ({
  kind: 'payout',
  payoutId,
  tenantId: 't',
  employeeNumber: 'E0001',
  amount: '10.00',
  currency: 'CNY',
  replaces: null,
  outcome: 'paid',
  code: null,
  reference: 'PR-1',
  at: '2026-11-23T06:00:00.000Z',
});

describe('Book', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'book-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('remembers over a restart and books an id once', () => {
    const file = join(folder, 'book.jsonl');
    const first = new Book(file);
    first.add(payout('a'));
    first.add({ kind: 'repeat', payoutId: 'a', at: '2026-11-23T06:00:00.000Z' });
    first.close();
    const second = new Book(file);
    expect(second.size).toBe(1);
    expect(second.repeats).toBe(1);
    expect(second.find('a')?.amount).toBe('10.00');
    expect(() => second.add(payout('a'))).toThrow('in the book already');
    second.close();
    expect(readBook(file)).toHaveLength(2);
  });

  it('forgets a line that a crash cut off', () => {
    const file = join(folder, 'book.jsonl');
    const first = new Book(file);
    first.add(payout('a'));
    first.close();
    appendFileSync(file, '{"kind":"payout","payoutId":"b"');
    const second = new Book(file);
    second.add(payout('c'));
    second.close();
    expect(readBook(file).map((entry) => (entry.kind === 'payout' ? entry.payoutId : ''))).toEqual(['a', 'c']);
  });
});
