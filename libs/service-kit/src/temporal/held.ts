import { AsyncLocalStorage } from 'node:async_hooks';
import { Logger } from '@nestjs/common';
import { IN_SPECS } from '../config/in-specs.js';

/** What one run of an activity has committed so far. */
export class ActivityRun {
  changed = false;
  logged = false;
  /** Counts a run that changed something and logged nothing. */
  count: (() => void) | undefined;

  constructor(readonly activity: string) {}
}

const storage = new AsyncLocalStorage<ActivityRun>();
const held = new WeakSet<object>();
const logger = new Logger('Activities');

export const currentActivity = (): ActivityRun | undefined => storage.getStore();

export const isHeld = (activity: unknown): boolean => typeof activity === 'function' && held.has(activity);

type Activities<T> = { [N in keyof T]: (input: never) => Promise<unknown> };

/**
 * Holds activities to the process log as commands are: a run that changed rows or told somebody something, and has logged nothing in
 * all its transactions, fails in specs. What is no business of the log says `tx.changedNothing()`.
 */
export function heldToLog<T extends Activities<T>>(activities: T): T {
  const wrapped = Object.entries<(input: never) => Promise<unknown>>(activities).map(([name, work]) => {
    const run = async (input: never): Promise<unknown> => {
      const state = new ActivityRun(name);
      const result = await storage.run(state, () => work(input));
      if (!state.changed || state.logged) return result;
      const what = `An activity changed something and logged nothing: ${name}`;
      // A cycle must not stand still for it.
      if (IN_SPECS) throw new Error(what);
      state.count?.();
      logger.warn(what);
      return result;
    };
    held.add(run);
    return [name, run];
  });
  return Object.fromEntries(wrapped) as T;
}
