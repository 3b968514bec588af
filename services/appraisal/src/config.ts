import { serviceEnv } from '@goalbeat/service-kit/config/base-env';
import { z } from 'zod';

export const AppraisalEnv = z.object({
  ...serviceEnv,
  /** Directory's too: whoever runs the installation settles dead letters of no company with it. Without it nobody does. */
  INSTALL_KEY: z.string().min(16).optional(),
});
export type AppraisalConfig = Readonly<z.infer<typeof AppraisalEnv>>;
