import { keyList, serviceEnv } from '@goalbeat/service-kit/config/base-env';
import { z } from 'zod';

export const DirectoryEnv = z.object({
  ...serviceEnv,
  /** Who may call /internal, by which key; also what directory presents when it calls them. */
  SERVICE_KEYS: keyList,
  /** Creates tenants. */
  INSTALL_KEY: z.string().min(16),
  /** ES256 private JWK; made at the first start outside production. */
  TOKEN_KEY_FILE: z.string().min(1),
  GOALS_URL: z.url(),
  APPRAISAL_URL: z.url(),
  PAYROLL_URL: z.url(),
});

export type DirectoryConfig = Readonly<z.infer<typeof DirectoryEnv>>;

/** What the classes of this service need of the environment; a class, so that it can be injected. */
export class Settings {
  constructor(readonly env: DirectoryConfig) {}

  get demo(): boolean {
    return this.env.GOALBEAT_MODE === 'demo';
  }
}
