import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Checkpoint } from './checkpoint.js';

/** `<log>-<year>-<month>.jsonl`, a checkpoint a line, appended to and never rewritten. */
export class CheckpointFiles {
  constructor(
    private readonly folder: string,
    private readonly log: string,
  ) {}

  /** On the disk when it returns. */
  async append(checkpoints: readonly Checkpoint[], month: string): Promise<void> {
    if (checkpoints.length === 0) return;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = await open(join(this.folder, `${this.log}-${month}.jsonl`), 'a', 0o600);
    try {
      await file.writeFile(checkpoints.map((checkpoint) => `${JSON.stringify(checkpoint)}\n`).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** All of this log, oldest first; lines that are none are counted, not believed (a crash may cut the last one). */
  async read(): Promise<{ checkpoints: Checkpoint[]; unreadable: number }> {
    const checkpoints: Checkpoint[] = [];
    let unreadable = 0;
    for (const name of await this.#names()) {
      const text = await readFile(join(this.folder, name), 'utf8');
      for (const line of text.split('\n')) {
        if (line.trim() === '') continue;
        const parsed = Checkpoint.safeParse(jsonOf(line));
        if (parsed.success && parsed.data.log === this.log) checkpoints.push(parsed.data);
        else unreadable += 1;
      }
    }
    return { checkpoints, unreadable };
  }

  async #names(): Promise<string[]> {
    try {
      const names = await readdir(this.folder);
      return names.filter((name) => name.startsWith(`${this.log}-2`) && name.endsWith('.jsonl')).toSorted();
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
