export const ACTOR_KINDS = ['person', 'key', 'service', 'deadline'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

export const CHANNELS = ['web', 'api', 'timer', 'event'] as const;
export type Channel = (typeof CHANNELS)[number];

/** One thing that happened to a subject; written in the transaction that made it happen. */
export interface ProcessLogEntry {
  subjectKind: string;
  subjectId: string;
  cycleId?: string | null;
  action: string;
  actorKind: ActorKind;
  actorId: string | null;
  onBehalfOf?: string | null;
  channel: Channel;
  /** Business instant (the tenant's clock), UTC. */
  at: string;
  dueAt?: string | null;
  startedAt?: string | null;
  /** By which version of which rules, e.g. `pay-plan/standard@3`, where rules decided it. */
  ruleVersion?: string | null;
  reason?: string | null;
  details?: Record<string, unknown>;
  /** It changes nothing of the subject that anybody looks at: open pages are not told. Not stored. */
  unseen?: true;
}
