import { setCurrentDetails } from '@temporalio/workflow';

// Temporal refuses a summary of more than 400 encoded bytes.
const SUMMARY_LIMIT = 200;

export function summary(text: string): { summary: string } {
  return { summary: text.length > SUMMARY_LIMIT ? `${text.slice(0, SUMMARY_LIMIT - 1)}…` : text };
}

/** What is awaited, in words, for ops in the Temporal UI; costs no history event. Ids and instants only, never names. */
export function say(text: string): void {
  setCurrentDetails(text);
}
