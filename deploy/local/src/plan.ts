import { readJson } from './state/json-file.ts';
import type { StatePaths } from './state/paths.ts';
import type { Ports } from './state/ports.ts';

export type Mode = 'local' | 'demo';

/** An unprivileged system user: PostgreSQL refuses to run as root. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export type PostgresPlan =
  | { readonly kind: 'given'; readonly url: string }
  | { readonly kind: 'own'; readonly programs: string; readonly folder: string; readonly user?: SystemUser };

export type RabbitmqPlan =
  | { readonly kind: 'given'; readonly url: string }
  | { readonly kind: 'own'; readonly server: string; readonly epmd: string }
  | { readonly kind: 'docker'; readonly docker: string; readonly container: string };

export type TemporalPlan =
  | { readonly kind: 'given'; readonly address: string; readonly uiUrl?: string; readonly program?: string }
  | { readonly kind: 'own'; readonly program: string };

/** All that the supervisor needs to know; decided by `up`, which may install and ask, and read back by it. */
export interface Plan {
  readonly mode: Mode;
  /** False for tests that want PostgreSQL, RabbitMQ and Temporal alone. */
  readonly services: boolean;
  readonly ports: Ports;
  readonly postgres: PostgresPlan;
  readonly rabbitmq: RabbitmqPlan;
  readonly temporal: TemporalPlan;
}

export const readPlan = (paths: StatePaths): Plan | undefined => readJson<Plan>(paths.plan);
