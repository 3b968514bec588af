import pg from 'pg';
import { installation } from '../e2e/installation.js';

const FAILURES = 3;

/**
 * Makes the first bonus lists that are inserted fail with these words, as a broken database would say them; then they pass. A sequence
 * counts, since it is not rolled back. @returns how often it failed, and how to take it away
 */
export async function failAtFirst(words: string): Promise<{ failed: () => Promise<number>; end: () => Promise<void> }> {
  const database = new pg.Client({ connectionString: installation.postgresUrl });
  await database.connect();
  await database.query(`
    DROP SCHEMA IF EXISTS planted CASCADE;
    CREATE SCHEMA planted;
    CREATE SEQUENCE planted.tries;
    CREATE FUNCTION planted.fail() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF nextval('planted.tries') <= ${FAILURES} THEN RAISE EXCEPTION 'Of ${words}: %', NEW; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER planted_failure BEFORE INSERT ON payroll.bonus_list FOR EACH ROW EXECUTE FUNCTION planted.fail()`);
  return {
    failed: async () => {
      const { rows } = await database.query<{ n: string }>('SELECT last_value::text AS n FROM planted.tries');
      return Math.min(FAILURES, Number(rows[0]?.n ?? 0));
    },
    end: async () => {
      await database.query('DROP SCHEMA planted CASCADE');
      await database.end();
    },
  };
}
