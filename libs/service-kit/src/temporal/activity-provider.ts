/**
 * A provider of your module that brings activities of the service's task queue. Name its class in
 * `ServiceKitModule.forService({ activities })`. Activities run at least once: key their effect by business ids. Wrap them in
 * `heldToLog`, and name in `WORKFLOW_GRANTS` which workflow may have them done.
 */
export interface ActivityProvider {
  activities(): object;
}
