import { fileURLToPath } from 'node:url';

/** The package's own folder, from src/migrate and dist/migrate alike. */
const PACKAGE = new URL('../../', import.meta.url);
const folder = (path: string): string => fileURLToPath(new URL(path, PACKAGE));

export interface MigrationSource {
  name: string;
  folder: string;
}
export interface SchemaPlan {
  schema: string;
  /** In the order in which they are applied. */
  sources: MigrationSource[];
}

export const KIT: MigrationSource = { name: 'service-kit', folder: folder('migrations/') };
const ORG_COPY: MigrationSource = { name: 'org-copy', folder: folder('../org-copy/migrations/') };
const APPROVALS: MigrationSource = { name: 'approvals', folder: folder('../approvals/migrations/') };
const service = (name: string): MigrationSource => ({ name, folder: folder(`../../services/${name}/migrations/`) });

/** Which schema belongs to whom, and whose migrations make it. */
export const INSTALLATION: readonly SchemaPlan[] = [
  { schema: 'directory', sources: [KIT, service('directory')] },
  { schema: 'goals', sources: [KIT, ORG_COPY, APPROVALS, service('goals')] },
  { schema: 'appraisal', sources: [KIT, ORG_COPY, APPROVALS, service('appraisal')] },
  { schema: 'payroll', sources: [KIT, ORG_COPY, APPROVALS, service('payroll-bridge')] },
];
