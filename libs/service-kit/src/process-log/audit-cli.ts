import pg from 'pg';
import { z } from 'zod';
import { parseEnv } from '../config/parse-env.js';
import { INSTALLATION } from '../migrate/installation.js';
import { auditSchema, type ChainAudit } from './audit.js';
import { CheckpointFiles } from './checkpoint-files.js';
import { CheckpointKeys } from './checkpoint.js';

/** `verify [--tenant slug] [--json]`: recomputes every chain. Ends with 1 on a finding, 0 when there is none. */
const env = parseEnv(
  z.object({
    /** Of a role that sees every tenant: the owner's or a superuser's. */
    ADMIN_DATABASE_URL: z.url(),
    AUDIT_CHECKPOINTS: z.string().min(1),
    /** JWK or JWK set; public keys are enough. */
    AUDIT_KEY: z.string().min(1),
  }),
);

interface Asked {
  tenant: string | null;
  json: boolean;
}

function asked(words: readonly string[]): Asked {
  const [verb, ...rest] = words;
  if (verb !== 'verify') throw new Error('audit knows: verify [--tenant slug] [--json]');
  const found: Asked = { tenant: null, json: false };
  for (let at = 0; at < rest.length; at++) {
    if (rest[at] === '--json') found.json = true;
    else if (rest[at] === '--tenant' && rest[at + 1] !== undefined) found.tenant = rest[++at] ?? null;
    else throw new Error(`audit verify does not know ${rest[at] ?? ''}`);
  }
  return found;
}

async function verify({ tenant, json }: Asked): Promise<number> {
  const keys = new CheckpointKeys(env.AUDIT_KEY);
  const client = new pg.Client({ connectionString: env.ADMIN_DATABASE_URL, application_name: 'goalbeat-audit' });
  await client.connect();
  try {
    const { rows: tenants } = await client.query<{ id: string; slug: string }>(
      'SELECT tenant_id AS id, slug FROM directory.tenant',
    );
    const only = tenant === null ? null : tenants.find((one) => one.slug === tenant)?.id;
    if (only === undefined) throw new Error(`there is no tenant called ${tenant ?? ''}`);
    const chains: ChainAudit[] = [];
    let unreadable = 0;
    for (const { schema } of INSTALLATION) {
      // Before the snapshot: a checkpoint of later would tell of seals that the snapshot does not have.
      const files = await new CheckpointFiles(env.AUDIT_CHECKPOINTS, schema).read();
      unreadable += files.unreadable;
      const checkpoints = files.checkpoints.filter((one) => keys.isGenuine(one));
      const forged = files.checkpoints.filter((one) => !keys.isGenuine(one));
      chains.push(...(await auditSchema(client, schema, { checkpoints, forged }, only)));
    }
    const slugs = new Map(tenants.map((one) => [one.id, one.slug]));
    process.stdout.write(json ? jsonReport(chains, unreadable) : report(chains, unreadable, slugs));
    return chains.some((chain) => chain.finding !== null) ? 1 : 0;
  } finally {
    await client.end();
  }
}

const sum = (chains: readonly ChainAudit[], of: 'sealed' | 'witnessed' | 'unsealed'): number =>
  chains.reduce((total, chain) => total + chain[of], 0);

function jsonReport(chains: readonly ChainAudit[], unreadable: number): string {
  const findings = chains.flatMap((chain) => chain.finding ?? []);
  const totals = {
    sealed: sum(chains, 'sealed'),
    witnessed: sum(chains, 'witnessed'),
    unsealed: sum(chains, 'unsealed'),
  };
  return `${JSON.stringify({ ok: findings.length === 0, ...totals, unreadableCheckpoints: unreadable, findings, chains }, null, 2)}\n`;
}

function report(chains: readonly ChainAudit[], unreadable: number, slugs: ReadonlyMap<string, string>): string {
  const name = (id: string): string => slugs.get(id) ?? id;
  const lines = chains.map(({ log, tenant, sealed, witnessed, unsealed, finding }) => {
    const counts = `${sealed} rows sealed, ${witnessed} under a signed checkpoint, ${unsealed} waiting`;
    const verdict =
      finding === null
        ? ''
        : `\n    ${finding.kind}${finding.n === null ? '' : ` at ${finding.n}`}${finding.logId === null ? '' : ` (row ${finding.logId})`}: ${finding.says}`;
    return `${finding === null ? '✓' : '✗'} ${log} · ${name(tenant)}: ${counts}${verdict}`;
  });
  if (unreadable > 0) lines.push(`· ${unreadable} lines of the checkpoint files could not be read`);
  const broken = chains.filter((chain) => chain.finding !== null).length;
  lines.push(
    broken === 0
      ? `The process log is whole: ${sum(chains, 'sealed')} rows in ${chains.length} chains, ${sum(chains, 'unsealed')} waiting for their seal.`
      : `The process log is NOT whole: ${broken} of ${chains.length} chains.`,
  );
  return `${lines.join('\n')}\n`;
}

try {
  process.exitCode = await verify(asked(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`goalbeat audit: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
