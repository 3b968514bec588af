import type { TransitionTable } from '../lifecycle/transition.js';

/** How payouts travel to payroll. */
export const HAND_OVER_WAYS = ['rabbitmq', 'webhook', 'csv'] as const;
export type HandOverWay = (typeof HAND_OVER_WAYS)[number];

/**
 * What takes two people: where a company's payouts go, where a begun run's go, what payroll has of payouts that may be paid twice,
 * another secret than the one by which payroll knows us, and a rejection that a person brings by file.
 */
export const HAND_OVER_CHANGE_KINDS = ['setting', 'address', 'finding', 'secret', 'results'] as const;
export type HandOverChangeKind = (typeof HAND_OVER_CHANGE_KINDS)[number];

export const HAND_OVER_CHANGE_STATES = ['open', 'confirmed', 'refused', 'withdrawn', 'overtaken'] as const;
export type HandOverChangeState = (typeof HAND_OVER_CHANGE_STATES)[number];

/** `unclear`: payroll may have it, and nobody knows; `refused`: it certainly has not taken it. */
export const DELIVERY_STATES = ['waiting', 'in-flight', 'unclear', 'refused', 'delivered', 'given-up'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const DELIVERY_EVENTS = ['begin', 'arrive', 'try-again', 'blur', 'refuse', 'send-again', 'give-up'] as const;
export type DeliveryEvent = (typeof DELIVERY_EVENTS)[number];

// Sent again is only what certainly did not arrive, what a receiver drops by its key, or what somebody looked up at payroll.
export const DELIVERY_TRANSITIONS = {
  waiting: { begin: 'in-flight', arrive: 'delivered' },
  'in-flight': { arrive: 'delivered', 'try-again': 'waiting', blur: 'unclear', refuse: 'refused' },
  unclear: { arrive: 'delivered', 'send-again': 'waiting' },
  refused: { arrive: 'delivered', 'send-again': 'waiting', 'give-up': 'given-up' },
  delivered: { 'send-again': 'waiting' },
  'given-up': {},
} as const satisfies TransitionTable<DeliveryState, DeliveryEvent>;
