import { amqpEnv, httpEnv } from '@goalbeat/service-kit/config/base-env';
import { z } from 'zod';

export const GatewayEnv = z.object({
  ...httpEnv,
  DIRECTORY_URL: z.url(),
  GOALS_URL: z.url(),
  APPRAISAL_URL: z.url(),
  PAYROLL_URL: z.url(),
  /** The gateway's own key towards directory. */
  SERVICE_KEY: z.string().min(16),
  /** Hears what changed, for open pages. */
  ...amqpEnv,
  /** A link for those who run the installation. */
  TEMPORAL_UI_URL: z.url().optional(),
  /** The origin people use; https makes cookies Secure. */
  PUBLIC_URL: z.url(),
  /** Where the console was built to; `console/dist` of this checkout by default. */
  CONSOLE_FOLDER: z.string().optional(),
  /** Addresses of load balancers whose X-Forwarded-For is believed, separated by commas; none by default. */
  TRUST_PROXY: z.string().optional(),
});

export type GatewayConfig = Readonly<z.infer<typeof GatewayEnv>>;
