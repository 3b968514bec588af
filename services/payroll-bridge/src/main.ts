import { startService } from '@goalbeat/service-kit/start/bootstrap';
import { appModule } from './app.module.js';
import { readConfig } from './config.js';
import { prepare } from './prepare.js';

const config = readConfig();
await startService({ name: 'payroll-bridge', config, module: appModule(config), prepare });
