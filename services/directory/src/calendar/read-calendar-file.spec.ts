import { describe, expect, it } from '@jest/globals';
import { mergeDays } from './merge-days.js';
import { looksLikeIcs, readCalendarFile } from './read-calendar-file.js';

const ics = (...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.map((event) => `BEGIN:VEVENT\r\n${event}\r\nEND:VEVENT`),
    'END:VCALENDAR',
  ].join('\r\n');
const said = async (text: string) =>
  (await readCalendarFile(text)).map(({ day, kind, name, problems }) =>
    [day, kind ?? '-', name, ...problems.map(({ message }) => message)].join(' '),
  );

describe('an ICS file', () => {
  it('gives each all-day event its days, and tells make-up days by their name', async () => {
    const text = ics(
      'DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270104\r\nSUMMARY:元旦',
      'DTSTART;VALUE=DATE:20270109\r\nSUMMARY:元旦 补班',
      'DTSTART:20270501T000000Z\r\nDTEND:20270502T000000Z\r\nSUMMARY:Labour\\, a lon\r\n g name',
    );
    expect(looksLikeIcs(text)).toBe(true);
    expect(await said(text)).toEqual([
      '2027-01-01 holiday 元旦',
      '2027-01-02 holiday 元旦',
      '2027-01-03 holiday 元旦',
      '2027-01-09 workday 元旦 补班',
      '2027-05-01 holiday Labour, a long name',
    ]);
  });

  it('guesses nothing', async () => {
    expect((await said(ics('DTSTART;VALUE=DATE:20270101\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:X')))[0]).toMatch(/repeats/);
    expect((await said(ics('DTSTART:20270101T120000Z\r\nSUMMARY:Half')))[0]).toMatch(/has no day/);
    expect((await said(ics('DTSTART;VALUE=DATE:20270230\r\nSUMMARY:X')))[0]).toMatch(/has no day/);
    expect((await said(ics('DTSTART;VALUE=DATE:20270110\r\nDTEND;VALUE=DATE:20270110\r\nSUMMARY:X')))[0]).toMatch(
      /ends before/,
    );
    expect((await said(ics('DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20290101\r\nSUMMARY:X')))[0]).toMatch(
      /more than a holiday/,
    );
    expect((await said(ics('SUMMARY:X')))[0]).toMatch(/has no day/);
    await expect(readCalendarFile(ics())).rejects.toMatchObject({ code: 'validation', field: 'body' });
  });
});

describe('a CSV file', () => {
  it('has a date and a kind, each day once', async () => {
    expect(await said('date,kind,name\n2027-01-01,holiday,New Year\n2027-01-09,workday,\n')).toEqual([
      '2027-01-01 holiday New Year',
      '2027-01-09 workday ',
    ]);
    expect(await said('date,kind\n2027-01-01,holiday\n2027-01-01,workday\n2027-02-29,off\n')).toEqual([
      '2027-01-01 holiday ',
      '2027-01-01 workday  is in line 2 already',
      '2027-02-29 -  is not a date such as 2027-01-01 is one of holiday, workday',
    ]);
    await expect(readCalendarFile('day,kind\n')).rejects.toMatchObject({ code: 'unknown-field', field: 'day' });
  });
});

describe('merging', () => {
  const before = { days: { '2026-12-25': 'holiday', '2027-01-02': 'workday' } as const, coveredUntil: '2026-12-31' };
  const day = (date: string) => ({ row: 2, day: date, kind: 'holiday' as const, name: '', problems: [] });

  it('keeps what the calendar has of its own and says what changes', () => {
    const merged = mergeDays(before, [day('2026-12-25'), day('2027-01-01'), day('2027-01-02')], {
      from: '2027-01-01',
      until: '2027-12-31',
    });
    expect(merged.verdicts.map(({ verdict }) => verdict)).toEqual(['same', 'new', 'changed']);
    expect(merged.days).toEqual({ '2026-12-25': 'holiday', '2027-01-01': 'holiday', '2027-01-02': 'holiday' });
    expect(merged.coveredUntil).toBe('2027-12-31');
    expect(mergeDays(before, [], { from: '2025-01-01', until: '2025-12-31' }).coveredUntil).toBe('2026-12-31');
  });

  it('leaves no year between unknown, and no day beyond what is covered', () => {
    expect(() => mergeDays(before, [], { from: '2028-01-01', until: '2028-12-31' })).toThrow(
      expect.objectContaining({ code: 'validation', field: 'years' }),
    );
    expect(mergeDays(before, [day('2028-01-01')], { from: null, until: '2027-12-31' }).verdicts[0]?.verdict).toBe(
      'wrong',
    );
  });
});
