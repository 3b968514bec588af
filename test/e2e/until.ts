import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until there is an answer. @throws when there is none in time, naming what was awaited and what went wrong last */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  { withinMs = 45_000, everyMs = 60 }: { withinMs?: number; everyMs?: number } = {},
): Promise<T> {
  const end = performance.now() + withinMs;
  for (let trouble = ''; ;) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      trouble = `: ${String(error)}`;
    }
    if (performance.now() > end) throw new Error(`Waited ${withinMs / 1000} s in vain for ${what}${trouble}`);
    await sleep(everyMs);
  }
}

/** Everything a list has, page after page. */
export async function all<T>(pages: AsyncGenerator<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of pages) items.push(item);
  return items;
}

/** What is there; an absent value is a failed test and not a skipped assertion. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`There is no ${what}`);
  return value;
}
