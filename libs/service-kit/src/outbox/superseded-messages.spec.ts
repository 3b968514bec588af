import { describe, expect, it } from '@jest/globals';
import type { WorkflowMessage } from '@goalbeat/contracts/workflow-message';
import { supersededMessages } from './superseded-messages.js';

const start = (workflowId: string, version?: number): WorkflowMessage => ({
  kind: 'start',
  workflow: 'approval',
  workflowId,
  input: {},
  ...(version === undefined ? {} : { version }),
});
const tell = (workflowId: string, version?: number): WorkflowMessage => ({
  kind: 'signalWithStart',
  workflow: 'approval',
  workflowId,
  input: {},
  signal: 'approvalNews',
  signalInput: {},
  ...(version === undefined ? {} : { version }),
});
const overtaken = (...messages: WorkflowMessage[]): string[] => [
  ...supersededMessages(messages.map((payload, n) => ({ id: String(n), payload }))),
];

describe('superseded messages', () => {
  it('leaves the highest version of each workflow, in whatever order they were claimed', () => {
    expect(overtaken(start('a', 1), tell('a', 3), tell('a', 2), tell('b', 1))).toEqual(['0', '2']);
  });

  it('sends both that say the same version: one may bring a younger clock', () => {
    expect(overtaken(start('a', 1), tell('a', 1), tell('a', 1))).toEqual([]);
  });

  it('sends whatever has no version, and a start that only a plain signal follows', () => {
    const signal: WorkflowMessage = { kind: 'signal', workflowId: 'a', signal: 's', signalInput: { version: 9 } };
    expect(overtaken(start('a', 1), signal, tell('a'), start('b'))).toEqual([]);
  });
});
