import { SEARCH_ATTRIBUTES } from '@goalbeat/contracts/names';

/** By what a run of this service's cycles is found in Temporal. Ids and words only. */
export const searchedBy = (of: { tenantId: string; cycleId?: string; stage: string }): Record<string, string> => ({
  [SEARCH_ATTRIBUTES.tenant]: of.tenantId,
  ...(of.cycleId === undefined ? {} : { [SEARCH_ATTRIBUTES.cycle]: of.cycleId }),
  [SEARCH_ATTRIBUTES.subject]: 'cycle',
  [SEARCH_ATTRIBUTES.stage]: of.stage,
});
