import { type KitConfig, serviceEnv } from '@goalbeat/service-kit/config/base-env';
import { parseEnv } from '@goalbeat/service-kit/config/parse-env';
import { z } from 'zod';

export const readConfig = (): KitConfig => parseEnv(z.object(serviceEnv));
