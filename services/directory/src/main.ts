import { parseEnv } from '@goalbeat/service-kit/config/parse-env';
import { startService } from '@goalbeat/service-kit/start/bootstrap';
import { DirectoryEnv } from './config.js';
import { RefusedStart, directoryStart } from './start.js';

/** EX_CONFIG of sysexits.h. */
const EXIT_CONFIG = 78;

try {
  await startService(await directoryStart(parseEnv(DirectoryEnv)));
} catch (error) {
  if (!(error instanceof RefusedStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(EXIT_CONFIG);
}
