import type { StartOptions } from '@goalbeat/service-kit/start/bootstrap';
import { directoryModule } from './app.module.js';
import type { DirectoryConfig } from './config.js';
import { acceptCsv } from './csv/csv-body.js';
import { TokenKeys } from './token/token-keys.js';

/** What starts this service, in production and in tests. */
export async function directoryStart(config: DirectoryConfig): Promise<StartOptions> {
  const keys = await TokenKeys.load(config.TOKEN_KEY_FILE, config.GOALBEAT_MODE !== 'production');
  return {
    name: 'directory',
    config,
    module: directoryModule(config, keys),
    prepare: async (app) => acceptCsv(app),
  };
}
