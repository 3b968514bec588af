import { goalTemplates } from '@goalbeat/examples/templates';
import type { Browser, Page } from 'playwright-core';
import type { Bench } from './bench.js';
import {
  DESKTOP,
  firstPaintOf,
  framesNoted,
  freshBrowser,
  noteFrames,
  openChromium,
  PHONE,
  signedIn,
} from './chromium.js';
import { median, percentile, round, type Figure, type Measure } from './figure.js';
import { until } from './until.js';

const VISITS = 7;
const SCROLL_PX = 24_000;
const PX_A_SECOND = 4_000;
const CHANGES = 20;
const TARGET_PAINT_MS = 1_500;
const TARGET_FPS = 50;
const TARGET_SEEN_MS = 1_000;

type Kept = Awaited<ReturnType<typeof signedIn>>;

interface Seat {
  browser: Browser;
  bench: Bench;
  kept: Kept;
}

async function paints({ browser, bench, kept }: Seat, path: string, view: typeof DESKTOP, known: boolean) {
  const took: number[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    const { context, page } = await freshBrowser(browser, bench.env.url, view, known ? kept : undefined);
    await page.goto(path);
    took.push(await firstPaintOf(page));
    await context.close();
  }
  return { p50: median(took), slowest: Math.max(...took) };
}

async function firstPaint(seat: Seat): Promise<Figure> {
  const signIn = await paints(seat, '/', DESKTOP, false);
  const myWeek = await paints(seat, '/my-week', DESKTOP, true);
  const onPhone = await paints(seat, '/my-week', PHONE, true);
  const slowest = Math.max(signIn.slowest, myWeek.slowest, onPhone.slowest);
  return {
    name: 'first-paint',
    work: `the console’s first contentful paint with an empty cache, slowest of ${3 * VISITS} visits`,
    value: round(slowest),
    unit: 'ms',
    target: '1500 ms',
    met: slowest < TARGET_PAINT_MS,
    details: {
      signIn: `${Math.round(signIn.p50)} ms (middle)`,
      myWeek: `${Math.round(myWeek.p50)} ms`,
      myWeekOnAPhone: `${Math.round(onPhone.p50)} ms`,
    },
  };
}

/** Milliseconds between frames while the table is scrolled by a gesture, there and back. */
async function framesOf(page: Page): Promise<number[]> {
  const table = page.getByRole('table', { name: 'People of the company' });
  const box = await table.boundingBox();
  if (box === null) throw new Error('the table is not in sight');
  const gesture = await page.context().newCDPSession(page);
  await noteFrames(page);
  const scroll = (yDistance: number) =>
    gesture.send('Input.synthesizeScrollGesture', {
      x: Math.round(box.x + box.width / 2),
      y: Math.round(box.y + box.height / 2),
      yDistance,
      speed: PX_A_SECOND,
      gestureSourceType: 'mouse',
      preventFling: true,
    });
  const from = (await framesNoted(page)).length;
  await scroll(-SCROLL_PX);
  const lowest = await table.evaluate((element) => element.scrollTop);
  await scroll(SCROLL_PX);
  if (lowest < SCROLL_PX / 2) throw new Error(`the table was scrolled by ${lowest} px only`);
  const at = (await framesNoted(page)).slice(from);
  return at.slice(1).map((now, n) => now - (at[n] ?? now));
}

/** With its head. */
const rowsOf = async (page: Page): Promise<number> =>
  Number(await page.getByRole('table', { name: 'People of the company' }).getAttribute('aria-rowcount'));

async function scrolling({ browser, bench, kept }: Seat, people: number): Promise<Figure> {
  const { context, page } = await freshBrowser(browser, bench.env.url, DESKTOP, kept);
  await page.goto('/people');
  await until('everybody in the table', async () => (await rowsOf(page)) > people || undefined);
  const gaps = await framesOf(page);
  await context.close();
  const fps = (1_000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0);
  return {
    name: 'scrolling',
    work: `scrolling a table of ${people} people at ${PX_A_SECOND} px/s: frames a second`,
    value: round(fps),
    unit: '/s',
    target: '50 /s',
    met: fps >= TARGET_FPS,
    details: {
      frames: gaps.length,
      p95: `${round(percentile(gaps, 0.95))} ms a frame`,
      longest: `${round(Math.max(...gaps))} ms`,
      drawn: 'by the processor, no graphics card',
    },
  };
}

/** HR changes a number in one browser; another one shows it. */
async function seenElsewhere({ browser, bench, kept }: Seat): Promise<Figure> {
  const [template] = goalTemplates();
  if (template === undefined) throw new Error('the company has no template');
  const [one, other] = await Promise.all([0, 1].map(() => freshBrowser(browser, bench.env.url, DESKTOP, kept)));
  if (one === undefined || other === undefined) throw new Error('two browsers are needed');
  const first = ({ page }: typeof one) => page.locator('table tbody tr').first().getByRole('button').first();
  for (const { page } of [one, other]) await page.goto(`/templates/${template.code}`);
  for (const seat of [one, other]) await first(seat).waitFor();
  // The stream of changes is there when the page has been quiet for a while.
  for (const { page } of [one, other]) await page.waitForTimeout(1_500);
  const took: number[] = [];
  for (let change = 0; change < CHANGES; change += 1) {
    const figure = String(31 + change);
    await first(one).click();
    const field = one.page.locator('table tbody tr').first().getByRole('textbox');
    await field.fill(figure);
    const began = performance.now();
    await Promise.all([field.press('Enter'), first(other).getByText(figure, { exact: true }).waitFor()]);
    took.push(performance.now() - began);
    await first(one).getByText(figure, { exact: true }).waitFor();
    // Saved: the field may be opened again.
    await one.page.locator('table tbody tr button:enabled').first().waitFor();
  }
  await one.context.close();
  await other.context.close();
  const p95 = percentile(took, 0.95);
  return {
    name: 'seen-elsewhere',
    work: 'a change made in one browser → shown in another one (p95)',
    value: round(p95),
    unit: 'ms p95',
    target: '1000 ms p95',
    met: p95 <= TARGET_SEEN_MS,
    details: {
      p50: `${Math.round(median(took))} ms`,
      longest: `${Math.round(Math.max(...took))} ms`,
      changes: CHANGES,
    },
  };
}

export const inTheBrowser: Measure = {
  name: 'console',
  run: async (bench) => {
    const tenant = await bench.example();
    const browser = await openChromium();
    try {
      const kept = await signedIn(browser, bench.env.url, tenant, tenant.hrNumber);
      const seat = { browser, bench, kept };
      await bench.quiet();
      return [await firstPaint(seat), await scrolling(seat, tenant.rows.people.length), await seenElsewhere(seat)];
    } finally {
      await browser.close();
    }
  },
};
