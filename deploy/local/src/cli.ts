import { LauncherProblem, Misuse } from './problem.ts';
import { say } from './progress.ts';

type Command = (given: readonly string[]) => Promise<number>;

const commands: Record<string, () => Promise<Command>> = {
  up: async () => (await import('./commands/up.ts')).up,
  down: async () => (await import('./commands/down.ts')).down,
  demo: async () => (await import('./commands/demo.ts')).demo,
  test: async () => (await import('./commands/test.ts')).test,
  check: async () => (await import('./commands/check.ts')).check,
  bench: async () => (await import('./commands/bench.ts')).bench,
  pictures: async () => (await import('./commands/pictures.ts')).pictures,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
  env: async () => (await import('./commands/env.ts')).env,
  control: async () => (await import('./commands/control.ts')).control,
  reset: async () => (await import('./commands/reset.ts')).reset,
  reconcile: async () => (await import('./commands/reconcile.ts')).reconcile,
  audit: async () => (await import('./commands/audit.ts')).audit,
  'org-rebuild': async () => (await import('./commands/org-rebuild.ts')).orgRebuild,
  help: async () => (await import('./commands/help.ts')).help,
};

const run = async ([name = 'help', ...given]: readonly string[]): Promise<number> => {
  const asked = ['--help', '-h'].includes(name) || given.includes('--help') ? 'help' : name;
  const load = Object.hasOwn(commands, asked) ? commands[asked] : undefined;
  if (load === undefined) throw new Misuse(`there is no command called ${name}; see: ./goalbeat help`);
  return await (
    await load()
  )(asked === 'help' ? [] : given);
};

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof LauncherProblem)) throw error;
  say(error.message.startsWith('goalbeat ') ? error.message : `goalbeat: ${error.message}`);
  process.exitCode = error.exitCode;
}
// Idle connections of probes must not keep a finished command waiting.
process.exit();
