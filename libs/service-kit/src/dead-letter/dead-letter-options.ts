import type { Type } from '@nestjs/common';
import type { Tx } from '../db/tx.js';
import type { LetterDoor } from './letter-door.js';

export interface DeadLetterOptions {
  /** Whether the transaction's tenant is a company of this installation. */
  isOurs(tx: Tx): Promise<boolean>;
  /** Whoever runs the installation settles letters of no company with it. Without it nobody does. */
  installKey: string | undefined;
  /** Providers of your module for queues whose messages are no events. */
  doors?: readonly Type<LetterDoor>[];
}

/** Injection token of `DeadLetterOptions`. */
export const DEAD_LETTER_OPTIONS = Symbol('dead letter options');
