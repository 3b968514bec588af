import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { WORKFLOWS } from '@goalbeat/contracts/workflows';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { fromHistoryJson } from '../test/history-json.js';
import { HISTORIES } from '../test/record.js';
import { BUNDLE } from '../test/temporal.js';

const recorded = WORKFLOWS.flatMap((workflow) =>
  readdirSync(join(HISTORIES, workflow))
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({ workflow, file })),
);

beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
});

describe('histories of runs that may still be under way', () => {
  it.each(WORKFLOWS)('there are some of %s', (name) => {
    expect(recorded.filter(({ workflow }) => workflow === name)).not.toHaveLength(0);
  });

  it.each(recorded)('$workflow $file replays', async ({ workflow, file }) => {
    const history = fromHistoryJson(JSON.parse(readFileSync(join(HISTORIES, workflow, file), 'utf8')));
    await expect(
      Worker.runReplayHistory({ workflowBundle: { codePath: BUNDLE } }, history, `${workflow}/${file}`),
    ).resolves.toBeUndefined();
  });
});
