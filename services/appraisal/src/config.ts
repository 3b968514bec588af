import { serviceEnv } from '@goalbeat/service-kit/config/base-env';
import { z } from 'zod';

export const AppraisalEnv = z.object(serviceEnv);
export type AppraisalConfig = Readonly<z.infer<typeof AppraisalEnv>>;
