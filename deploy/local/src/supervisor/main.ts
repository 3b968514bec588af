// The background process of an installation: `goalbeat up` starts it, `goalbeat down` ends it.
import { rmSync } from 'node:fs';
import { readPlan } from '../plan.ts';
import { stagesOf } from '../stages.ts';
import { writeJson } from '../state/json-file.ts';
import { currentState } from '../state/paths.ts';
import { identify } from '../state/process-identity.ts';
import { rememberSecrets } from '../state/secrets.ts';
import { serveControl } from './control-server.ts';
import { processNames } from './managed-process.ts';
import { Supervisor, rotateLogs } from './supervisor.ts';

const paths = currentState();
const plan = readPlan(paths);
if (plan === undefined) throw new Error(`no plan at ${paths.plan}`);

rotateLogs(paths.logs, [...processNames, 'migrate', 'supervisor']);
const supervisor = new Supervisor(paths, stagesOf(plan, rememberSecrets(paths.secrets), paths));

const end = async (): Promise<void> => {
  await supervisor.end();
  for (const file of [paths.children, paths.supervisor, paths.controlSocket]) rmSync(file, { force: true });
  process.exit(0);
};
for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => void end());
process.on('SIGHUP', () => undefined);

writeJson(paths.supervisor, identify(process.pid));
await serveControl(supervisor, paths.controlSocket);
await supervisor.start();
