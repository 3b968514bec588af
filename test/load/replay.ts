import { randomBytes, randomUUID } from 'node:crypto';
import type { Statement } from './statement-log.js';

const TOKENS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{64}\b/g;

/** In order of time like the services' own, so that indexes fill as they do there. */
function uuidv7(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const rest = randomUUID();
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(15)}`;
}

const fresh = (token: string): string => {
  if (token.length === 64) return randomBytes(32).toString('hex');
  return token[14] === '7' ? uuidv7() : randomUUID();
};

const tokensOf = (statements: readonly Statement[]): Set<string> =>
  new Set(statements.flatMap(({ sql, params }) => [sql, ...params].flatMap((text) => text?.match(TOKENS) ?? [])));

/**
 * Makes from the recorded statements of one decision those of another. Ids of the things decided about become the other's; what
 * two recordings have in common stays (tenant, cycle, definition); what only this one has was made for it, and is made anew.
 */
export class Replay {
  /** Tokens that differ from decision to decision, in the order in which `values` gives them. */
  readonly #changing: readonly string[];

  constructor(
    private readonly recorded: readonly (readonly Statement[])[],
    again: readonly (readonly Statement[])[],
    /** Ids of what the recorded decision was about. */
    private readonly known: readonly string[],
  ) {
    const other = tokensOf(again.flat());
    const own = [...tokensOf(recorded.flat())];
    this.#changing = own.filter((token) => known.includes(token) || !other.has(token));
  }

  /** @param known the other's ids, in the order of the recorded one's */
  values(known: readonly string[]): string[] {
    return this.#changing.map((token) => known[this.known.indexOf(token)] ?? fresh(token));
  }

  /** The transactions with these values. */
  with(values: readonly string[]): Statement[][] {
    const map = new Map(this.#changing.map((token, at) => [token, values[at] ?? token]));
    const renew = (text: string): string => text.replaceAll(TOKENS, (token) => map.get(token) ?? token);
    return this.recorded.map((transaction) =>
      transaction.map(({ sql, params }) => ({
        sql: renew(sql),
        params: params.map((param) => (param === null ? null : renew(param))),
      })),
    );
  }
}

const literal = (value: string | null | undefined): string =>
  value === null || value === undefined ? 'NULL' : `'${value.replaceAll("'", "''")}'`;

/** The statement with its values written into it. */
export const inlined = ({ sql, params }: Statement): string =>
  `${sql.replaceAll(/\$(\d+)/g, (_all, n: string) => literal(params[Number(n) - 1]))};`;
