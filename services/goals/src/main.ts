import { parseEnv } from '@goalbeat/service-kit/config/parse-env';
import { startService } from '@goalbeat/service-kit/start/bootstrap';
import { appModule } from './app.module.js';
import { GoalsEnv } from './config.js';
import { prepare } from './prepare.js';

const config = parseEnv(GoalsEnv);
await startService({ name: 'goals', config, module: appModule(config), prepare });
