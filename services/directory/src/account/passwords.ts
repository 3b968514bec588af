import { Injectable } from '@nestjs/common';
import { hash, verify, type Options } from '@node-rs/argon2';
import { Settings } from '../config.js';

/** Argon2id (the library's default) with OWASP's setting: 19 MiB, two passes. */
const REAL: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Demo passwords are public, and a demo signs hundreds of people in at once. */
const DEMO: Options = { ...REAL, memoryCost: 4_096, timeCost: 1 };

@Injectable()
export class Passwords {
  readonly #options: Options;
  #nobody: Promise<string> | undefined;

  constructor(settings: Settings) {
    this.#options = settings.demo ? DEMO : REAL;
  }

  hash(password: string): Promise<string> {
    return hash(password, this.#options);
  }

  /** Takes as long for an account that does not exist, so that the time tells nobody which numbers there are. */
  async verify(stored: string | undefined, password: string): Promise<boolean> {
    this.#nobody ??= this.hash('nobody has this password');
    const right = await verify(stored ?? (await this.#nobody), password);
    return stored !== undefined && right;
  }
}
