import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type ConsoleMessage, type Page } from 'playwright-core';
import { installation } from '../e2e/installation.js';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** A busy machine is slow, and still right. */
const PATIENCE_MS = 45_000;

/** What a page of ours never says: refusals by the policy, broken scripts. A refused request is said by the page itself. */
const isTrouble = (message: ConsoleMessage): boolean =>
  message.type() === 'error' && !/Failed to load resource|net::ERR_/.test(message.text());

export interface Seat {
  language: 'en' | 'zh-CN';
  view?: { width: number; height: number };
  dark?: boolean;
}

/** One Chromium; each person has a context, which is a browser of their own. */
export class Browsers {
  readonly trouble: string[] = [];
  readonly #contexts: BrowserContext[] = [];

  private constructor(private readonly browser: Browser) {}

  static async open(): Promise<Browsers> {
    const executablePath = process.env['GOALBEAT_CHROMIUM'] ?? '/usr/bin/chromium';
    return new Browsers(await chromium.launch({ executablePath, args: FLAGS }));
  }

  async seat({ language, view = DESKTOP, dark = false }: Seat): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: installation.url,
      viewport: view,
      locale: language,
      colorScheme: dark ? 'dark' : 'light',
      // What moves is not what it says until it has ended, which on a busy machine may be never.
      reducedMotion: 'reduce',
      ...(view.width < 500 ? { hasTouch: true, isMobile: true } : {}),
    });
    context.setDefaultTimeout(PATIENCE_MS);
    this.#contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.trouble.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (isTrouble(message)) this.trouble.push(`${page.url()}: ${message.text()}`);
    });
    return page;
  }

  /** What a screen reader would say of each open page. */
  async seen(): Promise<string> {
    const pages = this.#contexts.flatMap((context) => context.pages());
    const told = pages.map(async (page) => `${page.url()}\n${await page.locator('body').ariaSnapshot()}`);
    return (await Promise.all(told)).join('\n\n');
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close();
    await this.browser.close();
  }
}

const SIGN_IN = {
  en: { company: 'Company code', number: 'Employee number', password: 'Password', go: 'Sign in' },
  'zh-CN': { company: '公司代码', number: '工号', password: '密码', go: '登录' },
} as const;

/** As a person does it: by the form. */
export async function signIn(
  page: Page,
  language: Seat['language'],
  who: { company: string; number: string; password: string },
): Promise<void> {
  const words = SIGN_IN[language];
  await page.goto('/');
  await page.getByLabel(words.company).fill(who.company);
  await page.getByLabel(words.number).fill(who.number);
  await page.getByLabel(words.password, { exact: true }).fill(who.password);
  await page.getByRole('button', { name: words.go, exact: true }).click();
  // The form has a main part of its own: the shell's is the one with pages in it.
  await page.locator('main#main').waitFor();
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  id: string;
  impact: string | null;
  nodes: { html: string; failureSummary?: string }[];
}

/** What keeps people from using the page as it stands: axe's serious and critical findings, with where. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: unknown) => Promise<{ violations: Finding[] }> } };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    return (await axe.run({ runOnly: { type: 'tag', values: tags } })).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join(' | ')}`,
    );
}

/**
 * Parts of one story: what comes after one that went wrong would only wait in vain.
 * @param seen what stood on the screens when a part went wrong, for the report
 */
export function story(seen?: () => Promise<string>): (play: () => Promise<void>) => () => Promise<void> {
  let broken = false;
  return (play) => async () => {
    if (broken) throw new Error('the story ended before');
    broken = true;
    try {
      await play();
    } catch (error) {
      if (seen === undefined) throw error;
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${await seen()}`, { cause: error });
    }
    broken = false;
  };
}

/** For whoever wants to look: pictures go to GOALBEAT_SHOTS, where that names a folder. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['GOALBEAT_SHOTS'];
  if (folder !== undefined && folder !== '') await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** As on a slow line: what the page asks for by this address comes once it is let go. */
export async function hold(page: Page, address: RegExp): Promise<() => void> {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(address, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

/** Nothing reaches beyond the edge of the screen. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
