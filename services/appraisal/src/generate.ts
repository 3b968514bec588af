import { NOWHERE, writeOpenApi } from '@goalbeat/service-kit/http/write-open-api';
import { appModule } from './app.module.js';

await writeOpenApi('appraisal', appModule(NOWHERE), 'libs/contracts/generated/openapi/appraisal.json');
