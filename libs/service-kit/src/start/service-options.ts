import type { Type } from '@nestjs/common';
import type { ServiceName } from '@goalbeat/contracts/names';
import type { JWTVerifyGetKey } from 'jose';
import type { EntitySchema } from 'typeorm';
import type { KitConfig } from '../config/base-env.js';
import type { PublishPermit } from '../outbox/publish-permit.js';
import type { EventConsumer } from '../inbox/event-consumer.js';
import type { BusinessTime } from '../operations/business-time.js';
import type { ProcessLogAccess } from '../process-log/process-log-access.js';
import type { ActivityProvider } from '../temporal/activity-provider.js';

export interface InternalTarget {
  /** Base URL without a slash at its end. */
  url: string;
  /** What the called service accepts: its own SERVICE_KEY, or, towards directory, ours. */
  key: string;
}

export interface MachineGrants {
  services: Readonly<Record<string, readonly string[]>>;
  workflows: Readonly<Record<string, readonly string[]>>;
}

export interface ServiceOptions {
  /** Also the activity task queue and the queue `goalbeat.<name>`. */
  name: ServiceName;
  /** Schema in PostgreSQL: directory, goals, appraisal, payroll. */
  schema: string;
  config: KitConfig;
  /** TypeORM entities, where a service uses `tx.manager`. */
  entities?: (EntitySchema | Type<object>)[];
  /** Providers of your module that handle events. */
  consumers?: Type<EventConsumer>[];
  /** Providers of your module that bring activities. */
  activities?: Type<ActivityProvider>[];
  /** Provider of your module that decides who sees a subject's process log without holding the whole tenant. */
  processLogAccess?: Type<ProcessLogAccess>;
  /** Provider of your module that knows the tenant's clock; without it business time is real time. */
  businessTime?: Type<BusinessTime>;
  /** Provider of your module that is asked right before an event leaves. */
  publishPermit?: Type<PublishPermit>;
  /** What a refusal says, in Chinese; undefined of one that nobody has written. Without it refusals are English. */
  inChinese?: (message: string) => string | undefined;
  /** Listen to every service's heartbeat: see `FeedState`. */
  followHeartbeats?: boolean;
  /** Keys accepted on `@Internal()` routes by caller; default: our SERVICE_KEY. */
  internalKeys?: Readonly<Record<string, string>>;
  /** Services this one may ask; `directory` is there by default. */
  internalTargets?: Readonly<Record<string, InternalTarget>>;
  /** What services and workflows may; default: `machine-grants.ts`. */
  machineGrants?: MachineGrants;
  /** Where access tokens' keys come from; default: directory's JWKS. */
  tokenKeys?: JWTVerifyGetKey;
}

/** Injection token of `ServiceOptions`. */
export const SERVICE_OPTIONS = Symbol('service options');
