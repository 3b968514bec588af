import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PASSWORD, type DemoWeek } from './demo-week.js';

/** How a page is looked at: each picture is taken in all three ways. */
const WAYS = [
  { name: 'desktop', view: { width: 1440, height: 900 }, scale: 1, dark: false, language: 'en' },
  { name: 'dark', view: { width: 1440, height: 900 }, scale: 1, dark: true, language: 'zh-CN' },
  { name: 'phone', view: { width: 390, height: 844 }, scale: 2, dark: false, language: 'zh-CN' },
] as const;
type Way = (typeof WAYS)[number];

const WORDS = {
  en: { company: 'Company code', number: 'Employee number', password: 'Password', go: 'Sign in' },
  'zh-CN': { company: '公司代码', number: '工号', password: '密码', go: '登录' },
} as const;
const SETTLED_MS = 1_200;

export interface Picture {
  /** Of the file. */
  name: string;
  /** Employee number of who looks. */
  who: string;
  path: string;
  /** What is done on the page before the picture: something unfolded, something chosen. */
  before?: (page: Page) => Promise<void>;
}

/** Takes pictures as people see the pages, each person in a browser of their own. */
export class Album {
  readonly #seats = new Map<string, Page>();
  readonly #contexts: BrowserContext[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly url: string,
    private readonly week: DemoWeek,
    private readonly folder: string,
  ) {}

  async take(pictures: readonly Picture[]): Promise<void> {
    for (const { name, who, path, before } of pictures) {
      for (const way of WAYS) {
        const page = await this.#seat(who, way);
        await page.goto(path);
        await page.locator('main#main h1').first().waitFor();
        await page.waitForTimeout(SETTLED_MS);
        await before?.(page);
        await page.waitForTimeout(SETTLED_MS);
        await page.screenshot({ path: join(this.folder, `${name}-${way.name}.png`) });
      }
      process.stderr.write(`  picture: ${name}\n`);
    }
  }

  async #seat(who: string, way: Way): Promise<Page> {
    const known = this.#seats.get(`${who} ${way.name}`);
    if (known !== undefined) return known;
    const context = await this.browser.newContext({
      baseURL: this.url,
      viewport: way.view,
      deviceScaleFactor: way.scale,
      locale: way.language,
      colorScheme: way.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      ...(way.name === 'phone' ? { hasTouch: true, isMobile: true } : {}),
    });
    this.#contexts.push(context);
    const page = await context.newPage();
    const words = WORDS[way.language];
    await page.goto('/');
    await page.getByLabel(words.company).fill(this.week.company);
    await page.getByLabel(words.number).fill(who);
    await page.getByLabel(words.password, { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: words.go, exact: true }).click();
    await page.locator('main#main').waitFor();
    this.#seats.set(`${who} ${way.name}`, page);
    return page;
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close();
  }
}
