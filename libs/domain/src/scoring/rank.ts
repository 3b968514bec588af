import { compareRatio, type Ratio } from '../exact/ratio.js';

/** 1, 2, 2, 4 on unrounded scores, best first; the map lists ties by key (the employee number). */
export function rankScores(list: readonly { key: string; score: Ratio }[]): Map<string, number> {
  const sorted = [...list].sort(
    (a, b) => compareRatio(b.score, a.score) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
  const ranks = new Map<string, number>();
  let rank = 0;
  sorted.forEach((entry, index) => {
    const before = sorted[index - 1];
    if (before === undefined || compareRatio(before.score, entry.score) !== 0) rank = index + 1;
    ranks.set(entry.key, rank);
  });
  return ranks;
}
