import { parseEnv } from '@goalbeat/service-kit/config/parse-env';
import { startService } from '@goalbeat/service-kit/start/bootstrap';
import { DirectoryEnv } from './config.js';
import { directoryStart } from './start.js';

await startService(await directoryStart(parseEnv(DirectoryEnv)));
