import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { BonusList } from '@goalbeat/api-client/wire-types';
import type { Page } from 'playwright-core';
import { openChromium } from '../load/chromium.js';
import { until } from '../load/until.js';
import { Album, type Picture } from './album.js';
import { DemoWeek } from './demo-week.js';

const MONDAY_NOON = '2026-11-16T04:00:00.000Z';
const THURSDAY = '2026-11-19T07:00:00.000Z';

async function first<T>(list: AsyncIterable<T>, what: string): Promise<T> {
  for await (const one of list) return one;
  throw new Error(`there is no ${what}`);
}

/** Everybody is still planning: desks are full. */
const whilePlanning = (week: DemoWeek): Picture[] => [
  {
    name: 'desk',
    who: week.holder('lead'),
    path: '/desk',
    before: open,
  },
];

/** The week is under way. */
async function whileWorking(week: DemoWeek): Promise<Picture[]> {
  const hr = await week.as(week.holder('HR lead'));
  const { id } = await first(hr.cycles(), 'cycle');
  return [
    { name: 'my-week', who: week.holder('employee'), path: '/my-week' },
    { name: 'team', who: week.holder('general manager'), path: '/team' },
    { name: 'cycle', who: week.holder('HR lead'), path: `/cycles/${id}` },
  ];
}

async function whenPaid(week: DemoWeek): Promise<Picture[]> {
  const [hrLead, reviewer] = [week.holder('HR lead'), week.holder('finance reviewer')];
  const hr = await week.as(hrLead);
  const finance = await week.as(reviewer);
  const cycle = await first(hr.cycles(), 'cycle');
  const list = await largest(finance.bonusLists({ cycle: cycle.id }));
  return [
    { name: 'my-payouts', who: week.holder('employee'), path: '/my-payouts' },
    { name: 'bonus-list', who: reviewer, path: `/bonus-lists/${list.id}` },
    { name: 'reconciliation', who: reviewer, path: '/reconciliation' },
    { name: 'definition', who: hrLead, path: `/definitions/${cycle.definitionId}` },
    { name: 'rehearsal', who: hrLead, path: `/rehearsals/${await rehearsed(hr, cycle.definitionId)}` },
    { name: 'process-log', who: 'ADMIN', path: `/process-log?cycle=${cycle.id}` },
    { name: 'operations', who: 'ADMIN', path: '/operations' },
  ];
}

async function largest(lists: AsyncIterable<BonusList>): Promise<BonusList> {
  let found: BonusList | undefined;
  for await (const list of lists) if (found === undefined || list.lines > found.lines) found = list;
  if (found === undefined) throw new Error('there is no bonus list');
  return found;
}

/** A week of the same company that nobody lived through, played to its end. */
async function rehearsed(hr: GoalbeatClient, definitionId: string): Promise<string> {
  const { transport } = hr;
  const { id } = await transport.post<{ id: string }>(`/api/goals/v1/cycle-definitions/${definitionId}/rehearsals`, {
    period: '2026-W49',
    rate: 20_000,
  });
  await until(
    'the rehearsal',
    async () => {
      const { state } = await transport.get<{ state: string }>(`/api/goals/v1/rehearsals/${id}`);
      return state === 'done' ? true : undefined;
    },
    { withinMs: 600_000, everyMs: 1_000 },
  );
  return id;
}

/** The second thing to decide; a phone shows the list first. */
const open = async (page: Page): Promise<void> => {
  const rows = page.getByRole('region').first().getByRole('button');
  if ((await rows.count()) > 1) await rows.nth(1).click();
};

async function takeAll(url: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await openChromium();
  const week = DemoWeek.start(url);
  const album = new Album(browser, url, week, folder);
  const stopAt = async (instant: string, pictures: () => Promise<Picture[]>): Promise<void> => {
    await week.holdAt(instant);
    await album.take(await pictures());
    await week.goOn();
  };
  try {
    await week.founded();
    await stopAt(MONDAY_NOON, async () => whilePlanning(week));
    await stopAt(THURSDAY, () => whileWorking(week));
    await week.over();
    await album.take(await whenPaid(week));
  } finally {
    week.end();
    await album.close();
    await browser.close();
  }
}

const url = process.env['GOALBEAT_URL'];
if (url === undefined) throw new Error('GOALBEAT_URL is missing: run this by ./goalbeat pictures');
await takeAll(url, resolve(process.argv[2] ?? 'docs/pictures'));
process.exit();
