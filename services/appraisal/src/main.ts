import { parseEnv } from '@goalbeat/service-kit/config/parse-env';
import { startService } from '@goalbeat/service-kit/start/bootstrap';
import { appModule } from './app.module.js';
import { AppraisalEnv } from './config.js';

const config = parseEnv(AppraisalEnv);
await startService({ name: 'appraisal', config, module: appModule(config) });
