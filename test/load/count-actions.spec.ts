import { describe, expect, it } from '@jest/globals';
import { countActions, sumOf } from './count-actions.js';

describe('countActions', () => {
  it('counts what Temporal counts, and nothing else', () => {
    const actions = countActions([
      { workflowExecutionStartedEventAttributes: {} },
      { workflowExecutionSignaledEventAttributes: {} },
      {},
      { timerStartedEventAttributes: {} },
      { activityTaskScheduledEventAttributes: {} },
      { activityTaskStartedEventAttributes: { attempt: 3 } },
      { upsertWorkflowSearchAttributesEventAttributes: null },
    ]);
    expect(actions).toMatchObject({ starts: 1, signals: 1, timers: 1, activities: 1, retries: 2, searchAttributes: 0 });
    expect(sumOf(actions)).toBe(6);
  });
});
