import { keyList, serviceEnv } from '@goalbeat/service-kit/config/base-env';
import { z } from 'zod';

export const GoalsEnv = z.object({
  ...serviceEnv,
  /** Folder for uploaded evidence, one folder a tenant, files named by their hash. */
  EVIDENCE_DIR: z.string().min(1),
  /**
   * Where simulated people of rehearsals find the services, and where rule sets and money are asked about; without them nothing is
   * rehearsed, and what needs an answer is refused as unavailable.
   */
  GOALS_URL: z.url().optional(),
  APPRAISAL_URL: z.url().optional(),
  PAYROLL_URL: z.url().optional(),
  /** By whose keys they are asked: `appraisal=<key>,payroll-bridge=<key>`. */
  PEER_KEYS: keyList.optional(),
  /** Directory's too: whoever runs the installation settles dead letters of no company with it. Without it nobody does. */
  INSTALL_KEY: z.string().min(16).optional(),
});
export type GoalsConfig = Readonly<z.infer<typeof GoalsEnv>>;

/** What the classes of this service need of the environment; a class, so that it can be injected. */
export class Settings {
  constructor(
    readonly env: Pick<
      GoalsConfig,
      'EVIDENCE_DIR' | 'RUN' | 'DIRECTORY_URL' | 'GOALS_URL' | 'APPRAISAL_URL' | 'PAYROLL_URL'
    >,
  ) {}
}
