import type { Suite } from './suite.ts';

/**
 * Runs each suite once: those that come first alone, then with two hands, one that takes those which compute in the plan's
 * order, one for those that mostly wait; a hand that has none left takes the other's last.
 */
export const inHands = async (
  suites: readonly Suite[],
  hands: number,
  prepare: () => Promise<void>,
  run: (suite: Suite) => Promise<void>,
): Promise<void> => {
  const left = (when: Suite['when']): Suite[] => suites.filter((suite) => suite.when === when);
  for (const suite of left('first')) await run(suite);
  const [afterwards, beside] = [left('afterwards'), left('beside')];
  const hand = async (own: Suite[], others: Suite[]): Promise<void> => {
    for (;;) {
      const suite = own.shift() ?? others.pop();
      if (suite === undefined) return;
      await run(suite);
    }
  };
  if (hands < 2 || afterwards.length + beside.length < 2) {
    await hand([...afterwards, ...beside], []);
    return;
  }
  await prepare();
  await Promise.all([hand(afterwards, beside), hand(beside, afterwards)]);
};
