import pg from 'pg';
import { addressesOf } from '../addresses.ts';
import type { Addresses } from '../addresses.ts';
import { requireUp } from '../installation/require-up.ts';
import { LauncherProblem, Misuse } from '../problem.ts';
import { currentState } from '../state/paths.ts';
import { rememberSecrets } from '../state/secrets.ts';

/** The services that keep a copy of the organisation. */
const holders = ['goals', 'appraisal', 'payroll-bridge'] as const;

interface Tenant {
  readonly id: string;
  readonly slug: string;
}

interface Held {
  readonly seq: number;
  readonly units: number;
  readonly people: number;
}

const slugOf = (given: readonly string[]): string | undefined => {
  const [flag, slug, ...rest] = given;
  if (flag === undefined) return undefined;
  if (flag !== '--tenant' || slug === undefined || rest.length > 0) {
    throw new Misuse('goalbeat org-rebuild takes: [--tenant SLUG]');
  }
  return slug;
};

/** Without a slug all of them; @throws when nobody has that slug. */
const tenantsOf = async (at: Addresses, slug: string | undefined): Promise<readonly Tenant[]> => {
  const client = new pg.Client({ connectionString: at.adminDatabase });
  await client.connect();
  try {
    const { rows } = await client.query<Tenant>(
      `SELECT tenant_id AS id, slug FROM directory.tenant WHERE $1::text IS NULL OR lower(slug) = lower($1) ORDER BY slug`,
      [slug ?? null],
    );
    if (slug !== undefined && rows.length === 0) throw new LauncherProblem(`there is no tenant ${slug}`);
    return rows;
  } finally {
    await client.end();
  }
};

const rebuild = async (url: string, key: string, tenant: Tenant): Promise<Held> => {
  const answer = await fetch(`${url}/internal/v1/org-copy/rebuild`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ tenant: tenant.id }),
    signal: AbortSignal.timeout(60_000),
  });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return (await answer.json()) as Held;
};

/** Makes each service's copy of people and organisation what directory says. Safe at any time; exit 1 if one could not. */
export const orgRebuild = async (given: readonly string[]): Promise<number> => {
  const slug = slugOf(given);
  const paths = currentState();
  const plan = await requireUp(paths, { services: true });
  const secrets = rememberSecrets(paths.secrets);
  const at = addressesOf(plan, secrets);
  let failed = 0;
  for (const tenant of await tenantsOf(at, slug)) {
    for (const service of holders) {
      try {
        const { seq, units, people } = await rebuild(at.http(service), secrets[`key:${service}`], tenant);
        process.stdout.write(`${tenant.slug} ${service}: ${people} people, ${units} units, as of change ${seq}\n`);
      } catch (error) {
        failed += 1;
        const words = error instanceof Error ? error.message : String(error);
        process.stdout.write(`${tenant.slug} ${service}: not rebuilt: ${words}\n`);
      }
    }
  }
  return failed === 0 ? 0 : 1;
};
