import type { Action } from '@goalbeat/domain/access/actions';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { Tx } from '../db/tx.js';

/** Knows whose subject it is; the process log itself knows kinds and ids only. */
export interface ProcessLogAccess {
  /** Without it for the whole tenant, rows of others' subjects come without their details; absent = they come with them. */
  readonly detailsNeed?: Action;
  mayRead(tx: Tx, principal: Principal, subject: { kind: string; id: string }): Promise<boolean>;
}
