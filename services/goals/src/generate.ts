import { NOWHERE, writeOpenApi } from '@goalbeat/service-kit/http/write-open-api';
import { appModule } from './app.module.js';

await writeOpenApi(
  'goals',
  appModule({ ...NOWHERE, EVIDENCE_DIR: 'none' }),
  'libs/contracts/generated/openapi/goals.json',
);
