/** What of a history event is needed to tell whether it is an action; as Temporal's own types have it. */
export interface ActionEvent {
  workflowExecutionStartedEventAttributes?: object | null;
  workflowExecutionSignaledEventAttributes?: object | null;
  workflowExecutionUpdateAcceptedEventAttributes?: object | null;
  timerStartedEventAttributes?: object | null;
  activityTaskScheduledEventAttributes?: object | null;
  activityTaskStartedEventAttributes?: { attempt?: number | null } | null;
  upsertWorkflowSearchAttributesEventAttributes?: object | null;
  startChildWorkflowExecutionInitiatedEventAttributes?: object | null;
  signalExternalWorkflowExecutionInitiatedEventAttributes?: object | null;
  markerRecordedEventAttributes?: object | null;
}

export const ACTION_KINDS = [
  'starts',
  'signals',
  'updates',
  'timers',
  'activities',
  'retries',
  'searchAttributes',
  'children',
  'markers',
] as const;
export type Actions = Record<(typeof ACTION_KINDS)[number], number>;

/**
 * Actions as Temporal Cloud counts them (docs.temporal.io/cloud/actions), read from a history: a start, a signal (also the one
 * that comes with a start), an update, a timer, an activity and each retry of it, an upsert of search attributes; a child
 * counts as two with its own start, which is in the child's history, so one here; a marker (a local activity, a side effect).
 */
export function countActions(events: readonly ActionEvent[]): Actions {
  const count = (is: (event: ActionEvent) => unknown): number => events.filter((event) => Boolean(is(event))).length;
  return {
    starts: count((event) => event.workflowExecutionStartedEventAttributes),
    signals: count(
      (event) =>
        event.workflowExecutionSignaledEventAttributes ?? event.signalExternalWorkflowExecutionInitiatedEventAttributes,
    ),
    updates: count((event) => event.workflowExecutionUpdateAcceptedEventAttributes),
    timers: count((event) => event.timerStartedEventAttributes),
    activities: count((event) => event.activityTaskScheduledEventAttributes),
    retries: events.reduce(
      (sum, event) => sum + Math.max(0, (event.activityTaskStartedEventAttributes?.attempt ?? 1) - 1),
      0,
    ),
    searchAttributes: count((event) => event.upsertWorkflowSearchAttributesEventAttributes),
    children: count((event) => event.startChildWorkflowExecutionInitiatedEventAttributes),
    markers: count((event) => event.markerRecordedEventAttributes),
  };
}

export const sumOf = (actions: Actions): number => ACTION_KINDS.reduce((sum, kind) => sum + actions[kind], 0);
