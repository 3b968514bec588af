/** A tree of words. */
export interface Words {
  readonly [key: string]: string | Words;
}

/** `a.b.c` → text, plurals by their stem: Chinese has one form where English has two. */
export function flatten(words: Words, prefix = ''): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') {
      const stem = prefix + key.replace(/_(zero|one|two|few|many|other)$/, '');
      found.set(stem, [...(found.get(stem) ?? []), value]);
    } else for (const [inner, texts] of flatten(value, `${prefix}${key}.`)) found.set(inner, texts);
  }
  return found;
}

/** The names in `{{…}}`, in order of the alphabet; the union of a plural's forms. */
export const placeholders = (texts: readonly string[]): string[] => [
  ...new Set(
    texts
      .flatMap((text) =>
        [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}|<(\d+)>/g)].map((match) => match[1] ?? `<${match[2]}>`),
      )
      .toSorted(),
  ),
];
