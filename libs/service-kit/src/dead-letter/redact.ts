/** Of the envelope: they say which message it is. Further in, members of these names may hold anybody's words. */
const ENVELOPE = new Set(['specversion', 'source', 'type', 'subject', 'time', 'datacontenttype', 'tenantid']);
/** Names of members whose values say what a message is about, and nothing about anybody. */
const PLAIN = new Set([
  'id',
  'tenantId',
  'answerId',
  'payoutId',
  'batchId',
  'runId',
  'cycleId',
  'outcome',
  'at',
  'version',
  'state',
]);
const LONGEST = 4_000;
const LONGEST_VALUE = 100;
const DEEPEST = 6;
const MOST_MEMBERS = 50;
const FIRST_BYTES = 32;

/** What operations may see of a body: its members, and of their values only those that name the message. */
export function redact(body: Buffer): string {
  let content: unknown;
  try {
    content = JSON.parse(body.toString('utf8'));
  } catch {
    return `no JSON; begins with ${body.subarray(0, FIRST_BYTES).toString('hex')}`;
  }
  return JSON.stringify(masked(content, false, 0)).slice(0, LONGEST);
}

function masked(value: unknown, plain: boolean, depth: number): unknown {
  if (value === null) return null;
  if (typeof value === 'string') return plain && value.length <= LONGEST_VALUE ? value : `(text, ${value.length})`;
  if (typeof value !== 'object') return plain ? value : `(${typeof value})`;
  if (depth >= DEEPEST) return '(more)';
  if (Array.isArray(value)) return value.slice(0, MOST_MEMBERS).map((one) => masked(one, false, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_MEMBERS)
      .map(([name, inner]) => [
        name.slice(0, LONGEST_VALUE),
        masked(inner, PLAIN.has(name) || (depth === 0 && ENVELOPE.has(name)), depth + 1),
      ]),
  );
}
