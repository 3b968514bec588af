import type { Principal } from '@goalbeat/domain/access/roles';
import type { Tx } from '../db/tx.js';

/** Knows whose subject it is; the process log itself knows kinds and ids only. */
export interface ProcessLogAccess {
  mayRead(tx: Tx, principal: Principal, subject: { kind: string; id: string }): Promise<boolean>;
}
