import pg from 'pg';

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ_ARRAY = 1185;
const DATE_ARRAY = 1182;
const OFFSET_UTC = '+00';

/** `2026-11-23 09:00:00.123456+00` → `2026-11-23T09:00:00.123Z`; `infinity` stays. */
export function toInstant(text: string): string {
  if (text.length < 19 || text.includes('infinity')) return text;
  if (!text.endsWith(OFFSET_UTC)) return new Date(text).toISOString();
  const fraction = text.slice(19, -OFFSET_UTC.length);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.slice(1, 4).padEnd(3, '0')}Z`;
}

/** Its types call it a function. */
const arrays = pg.types.arrayParser as unknown as {
  create: (source: string, one: (text: string) => string) => { parse(): string[] };
};

const same = (text: string): string => text;
let done = false;

/** Instants and dates travel as text, as the whole system says them; a JavaScript Date would lose what kind they are. */
export function setPgTypeParsers(): void {
  if (done) return;
  done = true;
  const list = (one: (text: string) => string) => (text: string) => arrays.create(text, one).parse();
  pg.types.setTypeParser(TIMESTAMPTZ, toInstant);
  pg.types.setTypeParser(DATE, same);
  pg.types.setTypeParser(TIMESTAMP, same);
  pg.types.setTypeParser(TIMESTAMPTZ_ARRAY as never, list(toInstant) as never);
  pg.types.setTypeParser(DATE_ARRAY as never, list(same) as never);
}
