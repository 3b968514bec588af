import { SEARCH_ATTRIBUTES } from '@goalbeat/contracts/names';
import { defineSearchAttributeKey } from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { SearchAttributePair } from '@temporalio/common';

const TENANT = defineSearchAttributeKey(SEARCH_ATTRIBUTES.tenant, 'KEYWORD');
const CYCLE = defineSearchAttributeKey(SEARCH_ATTRIBUTES.cycle, 'KEYWORD');
const SUBJECT = defineSearchAttributeKey(SEARCH_ATTRIBUTES.subject, 'KEYWORD');
const STAGE = defineSearchAttributeKey(SEARCH_ATTRIBUTES.stage, 'KEYWORD');

export function setStage(stage: string): void {
  upsertSearchAttributes([{ key: STAGE, value: stage }]);
}

/** The stage it was started with, or has now; absent when nobody gave it one. */
export function stageNow(): string | undefined {
  return workflowInfo().typedSearchAttributes.get(STAGE);
}

/** Search attributes of a child. Ids and vocabulary only: they are stored in clear text. */
export function searchedBy(i: { tenantId: string; cycleId: string | null; subject: string; stage: string }) {
  const pairs: SearchAttributePair[] = [
    { key: TENANT, value: i.tenantId },
    { key: SUBJECT, value: i.subject },
    { key: STAGE, value: i.stage },
  ];
  if (i.cycleId !== null) pairs.push({ key: CYCLE, value: i.cycleId });
  return pairs;
}
