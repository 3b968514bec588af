import { advance, type TransitionTable } from '../lifecycle/transition.js';

export const DEFINITION_STATES = ['draft', 'active', 'retired'] as const;
export type DefinitionState = (typeof DEFINITION_STATES)[number];

export const DEFINITION_EVENTS = ['change', 'activate', 'retire'] as const;
export type DefinitionEvent = (typeof DEFINITION_EVENTS)[number];

/**
 * Of a definition's newest version. A change makes the next version, a draft, while cycles go on opening with the active one.
 * A retired definition opens none, and comes back only by a change.
 */
export const DEFINITION_TRANSITIONS = {
  draft: { change: 'draft', activate: 'active', retire: 'retired' },
  // Activating what is active changes nothing: two people may press the button.
  active: { change: 'draft', activate: 'active', retire: 'retired' },
  retired: { change: 'draft' },
} as const satisfies TransitionTable<DefinitionState, DefinitionEvent>;

/** Raises wrong-state. */
export function nextDefinition(state: DefinitionState, event: DefinitionEvent): DefinitionState {
  return advance<DefinitionState, DefinitionEvent>('cycle definition', DEFINITION_TRANSITIONS, state, event);
}
