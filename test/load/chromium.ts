import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Tenant } from './tenant.js';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const PATIENCE_MS = 60_000;
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** The Chromium that the launcher found. @throws when there is none */
export function openChromium(): Promise<Browser> {
  const executablePath = process.env['GOALBEAT_CHROMIUM'];
  if (executablePath === undefined) throw new Error('there is no Chromium to measure in');
  return chromium.launch({ executablePath, args: FLAGS });
}

type Kept = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A browser that has never been here; with `kept` it is signed in already, and its cache is empty all the same. */
export async function freshBrowser(browser: Browser, baseURL: string, view = DESKTOP, kept?: Kept) {
  const context = await browser.newContext({
    baseURL,
    viewport: view,
    locale: 'en',
    ...(kept === undefined ? {} : { storageState: kept }),
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return { context, page: await context.newPage() };
}

/** By the form, as a person does it; what the browser keeps of it. */
export async function signedIn(browser: Browser, baseURL: string, tenant: Tenant, number: string): Promise<Kept> {
  const { context, page } = await freshBrowser(browser, baseURL);
  await page.goto('/');
  await page.getByLabel('Company code').fill(tenant.slug);
  await page.getByLabel('Employee number').fill(number);
  await page.getByLabel('Password', { exact: true }).fill(tenant.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.locator('main#main').waitFor();
  const kept = await context.storageState();
  await context.close();
  return kept;
}

/** Milliseconds from the start of the navigation to the first text or picture, as the browser reports it. */
export const firstPaintOf = (page: Page): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      const [paint] = list.getEntriesByName('first-contentful-paint');
      if (paint === undefined) return;
      observer.disconnect();
      resolve(paint.startTime);
    }).observe({ type: 'paint', buffered: true });
  })`);

/** From now on the page notes when each of its frames begins. */
export const noteFrames = (page: Page): Promise<void> =>
  page.evaluate<void>(`
    globalThis.frames = [];
    const note = (now) => { globalThis.frames.push(now); requestAnimationFrame(note); };
    requestAnimationFrame(note);
  `);

/** Milliseconds since the page was opened, one a frame. */
export const framesNoted = (page: Page): Promise<number[]> => page.evaluate<number[]>('globalThis.frames');
