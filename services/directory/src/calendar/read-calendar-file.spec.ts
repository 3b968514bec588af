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

  it('knows lengths, further days and days that were taken back', async () => {
    const text = ics(
      'DTSTART;VALUE=DATE:20270206\r\nDURATION:P3D\r\nSUMMARY:春节',
      'DTSTART;VALUE=DATE:20270301\r\nDURATION:P1W\r\nEXDATE;VALUE=DATE:20270401\r\nSUMMARY:Week',
      'DTSTART;VALUE=DATE:20270501\r\nDURATION:PT24H\r\nRDATE;VALUE=DATE:20270601,20270701\r\nRDATE;VALUE=DATE:20270801\r\n' +
        'EXDATE;VALUE=DATE:20270701\r\nSUMMARY:Bridge',
      'DTSTART;VALUE=DATE:20270901\r\nDTEND;VALUE=DATE:20270903\r\nRDATE;VALUE=DATE:20270910\r\nSUMMARY:Two',
    );
    const days = (await said(text)).map((line) => line.slice(0, 10));
    expect(days.slice(0, 3)).toEqual(['2027-02-06', '2027-02-07', '2027-02-08']);
    expect(days.slice(3, 10)).toEqual([1, 2, 3, 4, 5, 6, 7].map((day) => `2027-03-0${day}`));
    expect(days.slice(10, 13)).toEqual(['2027-05-01', '2027-06-01', '2027-08-01']);
    expect(days.slice(13)).toEqual(['2027-09-01', '2027-09-02', '2027-09-10', '2027-09-11']);
    const rows = await readCalendarFile(ics('DTSTART;VALUE=DATE:20270501\r\nRDATE:20270601\r\nSUMMARY:X'));
    expect(rows.map(({ row }) => row)).toEqual([4, 5]);
  });

  it.each([
    ['DURATION:PT12H', /no number of whole days/],
    ['DURATION:P0D', /no number of whole days/],
    ['DURATION:-P1D', /no number of whole days/],
    ['DURATION:P', /no number of whole days/],
    ['DURATION:P90D', /lasts 90 days/],
    ['DURATION:P1D\r\nDTEND;VALUE=DATE:20270103', /an end and a duration/],
    ['RDATE:20270230', /also on 20270230, which is no day/],
    ['RDATE;VALUE=PERIOD:20270105T000000Z/P1D', /which is no day/],
    ['EXDATE:tomorrow', /which is no day/],
  ])('says what is wrong with %s', async (line, words) => {
    expect((await said(ics(`DTSTART;VALUE=DATE:20270101\r\n${line}\r\nSUMMARY:X`)))[0]).toMatch(words);
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

describe('a CSV file of days', () => {
  it('with a quotation mark that takes days for a name says so, and reads none after it', async () => {
    const lines = ['date,kind,name', '2027-01-01,holiday,', '2027-01-02,holiday,"New', '2027-01-03,holiday,Year"', ''];
    expect(await said(lines.join('\n'))).toEqual([
      '2027-01-01 holiday ',
      expect.stringMatching(/^2027-01-02 - {2}A quotation mark opens in this line/),
    ]);
  });
});
