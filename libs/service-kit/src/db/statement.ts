const NAMED_AT_MOST = 500;
const names = new Map<string, string>();

/**
 * A query that is parsed and planned once a connection: the texts of a service are few and repeat. Texts built at run
 * time beyond the limit stay unnamed, so that a connection does not hoard plans.
 */
export function statement(
  text: string,
  values: readonly unknown[] = [],
): { name?: string; text: string; values: unknown[] } {
  let name = names.get(text);
  if (name === undefined && names.size < NAMED_AT_MOST) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return { ...(name === undefined ? {} : { name }), text, values: [...values] };
}
