import type { Transport } from './transport.js';

/** Reads a list to its end, page after page. */
export async function* allPages<T>(
  transport: Transport,
  path: string,
  query: Record<string, string | number | boolean | undefined> = {},
): AsyncGenerator<T> {
  let after: string | undefined;
  do {
    const page: { items: T[]; next: string | null } = await transport.get(path, { limit: 200, ...query, after });
    yield* page.items;
    after = page.next ?? undefined;
  } while (after !== undefined);
}
