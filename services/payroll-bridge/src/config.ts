import { type KitConfig, serviceEnv } from '@goalbeat/service-kit/config/base-env';
import { parseEnv } from '@goalbeat/service-kit/config/parse-env';
import { z } from 'zod';

const PayrollEnv = z.object({
  ...serviceEnv,
  /** Seals what signs webhooks to payroll; a list, newest first. Without it no webhook can be set. */
  SECRETS_KEY: z.string().min(32).optional(),
  /** Directory's too: whoever runs the installation settles dead letters of no company with it. Without it nobody does. */
  INSTALL_KEY: z.string().min(16).optional(),
});

export interface PayrollConfig extends KitConfig {
  readonly SECRETS_KEY?: string | undefined;
  readonly INSTALL_KEY?: string | undefined;
}

/** What the classes of this service need of the environment; a class, so that it can be injected. */
export class Settings {
  constructor(readonly env: Pick<PayrollConfig, 'GOALBEAT_MODE' | 'SECRETS_KEY'>) {}
}

export const readConfig = (): PayrollConfig => parseEnv(PayrollEnv);
