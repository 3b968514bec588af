/** One statement of PostgreSQL's log, as a client sent it. */
export interface Statement {
  sql: string;
  /** As texts; null is SQL's NULL. */
  params: (string | null)[];
}
interface Line extends Statement {
  pid: string;
  user: string;
}

const ENTRY = /^\S+ \S+ \S+ \[(\d+)\] (\S*) (LOG|DETAIL):\s+([\s\S]*)$/;
const STATEMENT = /^(?:statement|execute [^:]+): ([\s\S]*)$/;

/** `'it''s'`, `NULL`, in the order of their numbers. */
export function parseParameters(text: string): (string | null)[] {
  const found = text.matchAll(/\$\d+ = (?:NULL|'((?:[^']|'')*)')/g);
  return [...found].map(([, value]) => (value === undefined ? null : value.replaceAll("''", "'")));
}

/** Entries of a log with `log_line_prefix = '%m [%p] %u '`; further lines of an entry begin with a tab. */
function entries(log: string): string[] {
  const found: string[] = [];
  for (const line of log.split('\n')) {
    if (line.startsWith('\t')) found.push(`${found.pop() ?? ''}\n${line.slice(1)}`);
    else found.push(line);
  }
  return found;
}

function lines(log: string): Line[] {
  const found: Line[] = [];
  for (const entry of entries(log)) {
    const [, pid = '', user = '', level, text = ''] = ENTRY.exec(entry) ?? [];
    const sql = level === 'LOG' ? STATEMENT.exec(text)?.[1] : undefined;
    if (sql !== undefined) found.push({ pid, user, sql, params: [] });
    else if (level === 'DETAIL' && /^parameters: /i.test(text)) {
      const last = found.findLast((line) => line.pid === pid);
      if (last !== undefined) last.params = parseParameters(text);
    }
  }
  return found;
}

const BEGINS = /^\s*(begin|start transaction)\b/i;
const ENDS = /^\s*(commit|end)\b/i;

/** Committed transactions of a role, each as its statements from BEGIN to COMMIT. */
export function transactionsOf(log: string, role: string): Statement[][] {
  const open = new Map<string, Statement[]>();
  const done: Statement[][] = [];
  for (const { pid, user, sql, params } of lines(log)) {
    if (user !== role) continue;
    if (BEGINS.test(sql)) open.set(pid, []);
    const transaction = open.get(pid);
    transaction?.push({ sql, params });
    if (transaction !== undefined && ENDS.test(sql)) {
      done.push(transaction);
      open.delete(pid);
    }
  }
  return done;
}
