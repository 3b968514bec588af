import { rotateKeyFile } from './key-file.js';

// A command of its own: it needs the file and nothing else of the environment.
const file = process.env['TOKEN_KEY_FILE'];
if (file === undefined || file === '') {
  process.stderr.write('Environment variables missing or wrong: TOKEN_KEY_FILE\n');
  process.exit(78);
}
const id = await rotateKeyFile(file, Date.now());
process.stdout.write(`Key ${id} signs from a minute on; the one before is honoured until its tokens are dead.\n`);
