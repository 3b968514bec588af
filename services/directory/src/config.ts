import { keyList, serviceEnv } from '@goalbeat/service-kit/config/base-env';
import { z } from 'zod';

export const DirectoryEnv = z.object({
  ...serviceEnv,
  /** Who may call /internal, by which key; also what directory presents when it calls them. */
  SERVICE_KEYS: keyList,
  /** Creates tenants, and settles dead letters of no company. */
  INSTALL_KEY: z.string().min(16),
  /** Founds the first company in the browser, and nothing once there is one; without it only INSTALL_KEY founds. */
  SETUP_CODE: z.string().min(12).max(100).optional(),
  /** ES256 private JWK; made at the first start outside production. */
  TOKEN_KEY_FILE: z.string().min(1),
  /** A session ends after so long without a request, and after so long in any case. */
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(5).max(1_440).default(120),
  SESSION_HOURS: z.coerce.number().int().min(1).max(168).default(12),
  /** Seals the identity providers' client secrets; a list, newest first. Without it no provider can be set. */
  SECRETS_KEY: z.string().min(32).optional(),
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

  get sessionIdleMs(): number {
    return this.env.SESSION_IDLE_MINUTES * 60_000;
  }

  get sessionMs(): number {
    return this.env.SESSION_HOURS * 3_600_000;
  }
}
