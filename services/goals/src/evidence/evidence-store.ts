import { createReadStream } from 'node:fs';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { Settings } from '../config.js';

/** Files on disk, named by their hash: the same bytes twice are one file, and a name of a person's never is a path. */
@Injectable()
export class EvidenceStore {
  constructor(private readonly settings: Settings) {}

  async put(tenantId: string, sha256: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(tenantId, sha256);
    await mkdir(dirname(path), { recursive: true });
    // On the disk before the row that names it: a crash may leave a file without a row, never a row without its file.
    const half = `${path}.${randomUUID()}`;
    const file = await open(half, 'wx', 0o640);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(half, path);
  }

  /** @throws unavailable when the file is not where it should be */
  async read(tenantId: string, sha256: string): Promise<Readable> {
    const path = this.#path(tenantId, sha256);
    try {
      await stat(path);
    } catch (cause) {
      throw new DomainError('unavailable', 'The file cannot be read right now.', { cause });
    }
    return createReadStream(path);
  }

  #path(tenantId: string, sha256: string): string {
    return join(this.settings.env.EVIDENCE_DIR, tenantId, sha256);
  }
}
