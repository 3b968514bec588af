/** The known code that was most likely meant: at most two slips (a letter more, less or another) away, one in short codes; else null. */
export function nearMiss(code: string, known: readonly string[]): string | null {
  const slips = code.length <= 4 ? 1 : 2;
  const [best] = known
    .map((one) => ({ one, away: distance(code.toLowerCase(), one.toLowerCase()) }))
    .filter(({ away }) => away <= slips)
    .toSorted((a, b) => a.away - b.away || (a.one < b.one ? -1 : 1));
  return best?.one ?? null;
}

/** Levenshtein's: how many letters are added, left out or replaced. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, x] of a.split('').entries()) {
    const next = [i + 1];
    for (const [j, y] of b.split('').entries())
      next.push(Math.min((row[j] ?? 0) + (x === y ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    row = next;
  }
  return row.at(-1) ?? 0;
}
