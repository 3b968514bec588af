import { deepEqual } from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { overflow, seriousFindings, shot } from './browser.js';

/** Fit to be used by anybody, at this width. */
export async function fine(page: Page, name: string): Promise<void> {
  await shot(page, name);
  deepEqual([name, await seriousFindings(page)], [name, []]);
  deepEqual([name, await overflow(page)], [name, 0]);
}

/** The dialog that asks why: fills it in and goes on. @param go name of its button */
export async function giveReason(page: Page, title: RegExp, reason: string | null, go: string): Promise<void> {
  const dialog: Locator = page.getByRole('dialog', { name: title });
  await dialog.waitFor();
  if (reason !== null) await dialog.getByRole('textbox').last().fill(reason);
  await dialog.getByRole('button', { name: go, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Picks from a list that opens at the field: it finds its place after it has opened, so that a click may go past it. */
export async function choose(dialog: Locator, field: string, option: string): Promise<void> {
  const picked = dialog.getByTitle(option, { exact: true });
  const offered = dialog.page().locator('.ant-select-dropdown').getByTitle(option, { exact: true });
  while ((await picked.count()) === 0) {
    if (!(await offered.isVisible())) await dialog.getByLabel(field, { exact: true }).click();
    await offered.click({ timeout: 5_000 }).catch(() => undefined);
    await picked.waitFor({ timeout: 2_000 }).catch(() => undefined);
  }
}
