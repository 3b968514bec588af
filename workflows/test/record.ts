import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkflowName } from '@goalbeat/contracts/workflows';
import type { WorkflowHandle } from '@temporalio/client';
import { toHistoryJson } from './history-json.js';

export const HISTORIES = fileURLToPath(new URL('../histories', import.meta.url));

/**
 * With RECORD=1 the runs of the specs become the histories that every later version of the workflows must replay
 * (replay.spec.ts). Add to them, and replace one only when no run of that shape can still be under way anywhere.
 */
export async function recordHistory(workflow: WorkflowName, name: string, handle: WorkflowHandle): Promise<void> {
  if (process.env['RECORD'] !== '1') return;
  const history = toHistoryJson(await handle.fetchHistory());
  const folder = join(HISTORIES, workflow);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(history, portable)}\n`);
}

/** Without what names the machine that recorded it. */
function portable(key: string, value: unknown): unknown {
  if (key === 'stackTrace' || key === 'identity') return undefined;
  return value;
}
