import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { CalendarImportResult } from '@goalbeat/contracts/directory/calendar-http';
import { DirectoryHarness } from './directory-harness.js';

type Result = z.infer<typeof CalendarImportResult> & { code: string; field?: string; detail?: string };
let directory: DirectoryHarness;
let token: string;
beforeAll(async () => {
  directory = await DirectoryHarness.start();
  const tenant = await directory.tenant();
  token = tenant.admin;
  await directory.company(token);
});
afterAll(() => directory.stop());

const country = (body: unknown) => directory.call<Result>('POST', '/v1/calendars/import', { token, body });
const file = (code: string, query: string, csv: string, type = 'text/csv') =>
  directory.call<Result>('POST', `/v1/calendars/${code}/days/import?${query}`, {
    token,
    csv,
    headers: { 'content-type': type },
  });
const calendar = async (code: string) =>
  (
    await directory.call<{
      version: number;
      coveredUntil: string;
      days: Record<string, string>;
      weekdays: Record<string, unknown[]>;
    }>('GET', `/v1/calendars/${code}`, { token })
  ).body;
const told = async () =>
  (
    await directory.database.query<{ code: string; until: string }>(
      `SELECT payload->'event'->'data'->>'code' AS code, payload->'event'->'data'->>'coveredUntil' AS until FROM outbox
       WHERE payload->'event'->>'type' = 'goalbeat.directory.calendar.changed.v1' ORDER BY id`,
    )
  ).rows.map(({ code, until }) => `${code} ${until}`);

it('imports a country’s years: shown first, then written, told once, in order and without gaps', async () => {
  const wanted = { country: 'DE', region: 'BE', code: 'berlin', years: [2026] };
  const shown = await country(wanted);
  expect(shown).toMatchObject({
    status: 200,
    body: { mode: 'preview', written: 0, coveredUntil: '2026-12-31', calendar: null },
  });
  expect((await directory.call('GET', '/v1/calendars/berlin', { token })).status).toBe(404);
  const made = await country({ ...wanted, dryRun: false });
  expect(made.body).toMatchObject({ written: 10, calendar: { code: 'berlin', version: 1 } });
  expect((await calendar('berlin')).days['2026-03-08']).toBe('holiday');
  expect((await calendar('berlin')).weekdays['6']).toEqual([]);
  expect((await country({ ...wanted, dryRun: false })).body).toMatchObject({ written: 0, calendar: null });
  expect(await country({ ...wanted, years: [2028], dryRun: false })).toMatchObject({
    status: 400,
    body: { field: 'years' },
  });
  expect(await country({ ...wanted, years: [2026, 2028] })).toMatchObject({ status: 400, body: { field: 'years' } });
  expect(await country({ ...wanted, years: [2027], version: 9 })).toMatchObject({
    status: 409,
    body: { code: 'stale-version' },
  });
  expect((await country({ ...wanted, years: [2027, 2028], version: 1, dryRun: false })).body.coveredUntil).toBe(
    '2028-12-31',
  );
  expect((await told()).filter((line) => line.startsWith('berlin'))).toEqual([
    'berlin 2026-12-31',
    'berlin 2028-12-31',
  ]);
  expect(await country({ country: 'CN', years: [2027] })).toMatchObject({
    status: 400,
    body: { code: 'validation', field: 'country' },
  });
});

it('imports the published days of a year as CSV or ICS', async () => {
  const csv = 'date,kind,name\n2027-01-01,holiday,元旦\n2027-01-02,holiday,元旦\n2027-01-09,workday,元旦补班\n';
  const preview = await file('CN', 'mode=preview&coveredUntil=2027-12-31', csv);
  expect(preview.body).toMatchObject({
    written: 0,
    coveredUntil: '2027-12-31',
    days: [{ verdict: 'new' }, {}, { kind: 'workday' }],
  });
  expect((await calendar('CN')).coveredUntil).toBe('2026-12-31');
  const wrong = await file('CN', 'coveredUntil=2027-12-31', `${csv}2028-01-01,holiday,\n`);
  expect(wrong.body).toMatchObject({ written: 0, calendar: null });
  expect((await file('CN', 'coveredUntil=2027-12-31', csv)).body.written).toBe(3);
  const after = await calendar('CN');
  expect(after).toMatchObject({ version: 2, coveredUntil: '2027-12-31' });
  expect(after.days).toMatchObject({ '2026-02-14': 'workday', '2027-01-09': 'workday' });
  const ics = 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20280101\nSUMMARY:元旦\nEND:VEVENT\nEND:VCALENDAR\n';
  expect((await file('CN', 'coveredUntil=2028-12-31', ics, 'text/calendar')).body).toMatchObject({ written: 1 });
  expect(await file('NONE', 'coveredUntil=2028-12-31', ics, 'text/calendar')).toMatchObject({ status: 404 });
  expect(await file('CN', '', csv)).toMatchObject({ status: 400, body: { field: 'coveredUntil' } });
  expect(await file('CN', 'coveredUntil=9999-12-31', csv)).toMatchObject({
    status: 400,
    body: { code: 'validation', field: 'coveredUntil' },
  });
  const hr = await directory.call('POST', '/v1/calendars/import', { body: { country: 'DE', years: [2027] } });
  expect(hr.status).toBe(401);
});

it('takes night shifts that end on the next day, and only as the day’s last', async () => {
  const base = await calendar('plain');
  const put = (monday: unknown) =>
    directory.call('PUT', '/v1/calendars/night', {
      token,
      body: { weekdays: { ...base.weekdays, '1': monday }, days: {}, coveredUntil: '2026-12-31' },
    });
  expect(
    (
      await put([
        { from: '09:00', to: '12:00' },
        { from: '22:00', to: '06:00' },
      ])
    ).status,
  ).toBe(200);
  expect(
    await put([
      { from: '22:00', to: '06:00' },
      { from: '23:00', to: '23:30' },
    ]),
  ).toMatchObject({
    status: 400,
    body: { field: 'weekdays.1.0' },
  });
  expect((await put([{ from: '09:00', to: '09:00' }])).status).toBe(400);
});
