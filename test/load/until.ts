import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until there is an answer. @throws when there is none in time, naming what was awaited */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  { withinMs = 120_000, everyMs = 50 }: { withinMs?: number; everyMs?: number } = {},
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`Waited ${withinMs / 1000} s in vain for: ${what}`);
    await sleep(everyMs);
  }
}
