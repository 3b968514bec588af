import { deepEqual } from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { overflow, seriousFindings, shot } from './browser.js';

const LONGEST_LIST = 50;

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

/** Picks from a list by the keyboard: a list that finds its place after it has opened lets a click go past it. */
export async function choose(dialog: Locator, field: string, option: string): Promise<void> {
  const box = dialog.getByRole('combobox', { name: field, exact: true });
  const offered = dialog.page().locator('.ant-select-dropdown:visible .ant-select-item-option');
  await box.press('ArrowDown');
  await offered.first().waitFor();
  for (let down = 0; down < LONGEST_LIST; down++) {
    const at = await offered.and(dialog.page().locator('.ant-select-item-option-active')).getAttribute('title');
    if (at === option) break;
    await box.press('ArrowDown');
  }
  await box.press('Enter');
  await dialog.getByTitle(option, { exact: true }).waitFor();
}
