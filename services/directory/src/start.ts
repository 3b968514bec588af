import type { StartOptions } from '@goalbeat/service-kit/start/bootstrap';
import { DataSource } from 'typeorm';
import { directoryModule } from './app.module.js';
import type { DirectoryConfig } from './config.js';
import { acceptTables } from './csv/csv-body.js';
import { TokenKeys } from './token/token-keys.js';

/** Said on standard error; a supervisor should not try again. */
export class RefusedStart extends Error {}

/** What starts this service, in production and in tests. */
export async function directoryStart(config: DirectoryConfig): Promise<StartOptions> {
  const keys = await TokenKeys.load(config.TOKEN_KEY_FILE, config.GOALBEAT_MODE !== 'production');
  return {
    name: 'directory',
    config,
    module: directoryModule(config, keys),
    prepare: async (app) => {
      acceptTables(app);
      if (config.GOALBEAT_MODE === 'production' && config.RUN.length > 0) await refuseDemos(app.get(DataSource));
    },
    close: async () => keys.close(),
  };
}

/**
 * A demo's passwords are public and its clock runs as it likes: where real people are paid there is none.
 * @throws RefusedStart
 */
async function refuseDemos(dataSource: DataSource): Promise<void> {
  const demos: { slug: string }[] = await dataSource.query('SELECT demo_slugs AS slug FROM demo_slugs()');
  if (demos.length === 0) return;
  const slugs = demos.map((demo) => demo.slug).join(', ');
  throw new RefusedStart(`The database holds demo tenants (${slugs}); production does not start with them.`);
}
