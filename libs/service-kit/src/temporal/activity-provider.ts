/**
 * A provider of your module that brings activities of the service's task queue. Name its class in
 * `ServiceKitModule.forService({ activities })`. Activities run at least once: key their effect by business ids.
 */
export interface ActivityProvider {
  activities(): object;
}
