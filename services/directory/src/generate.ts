import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NOWHERE, writeOpenApi } from '@goalbeat/service-kit/http/write-open-api';
import { directoryStart } from './start.js';

const folder = await mkdtemp(join(tmpdir(), 'goalbeat-generate-'));
const { module } = await directoryStart({
  ...NOWHERE,
  SERVICE_KEYS: {},
  INSTALL_KEY: NOWHERE.SERVICE_KEY,
  SESSION_IDLE_MINUTES: 120,
  SESSION_HOURS: 12,
  TOKEN_KEY_FILE: join(folder, 'token-key.json'),
  GOALS_URL: NOWHERE.DIRECTORY_URL,
  APPRAISAL_URL: NOWHERE.DIRECTORY_URL,
  PAYROLL_URL: NOWHERE.DIRECTORY_URL,
});
await writeOpenApi('directory', module, 'libs/contracts/generated/openapi/directory.json');
