import { z } from 'zod';
import { parseEnv } from '../config/parse-env.js';
import { parseRolePasswords } from './roles.js';
import { runMigrations } from './run-migrations.js';

const env = parseEnv(z.object({ ADMIN_DATABASE_URL: z.url(), ROLE_PASSWORDS: z.string().min(1) }));

try {
  const applied = await runMigrations({
    adminUrl: env.ADMIN_DATABASE_URL,
    passwords: parseRolePasswords(env.ROLE_PASSWORDS),
    say: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(applied === 0 ? 'Nothing to migrate\n' : `${applied} migrations applied\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
