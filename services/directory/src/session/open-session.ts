import { Injectable } from '@nestjs/common';
import type { SessionCreated } from '@goalbeat/contracts/directory/http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { Settings } from '../config.js';
import { hashSecret, newSecret } from '../identity/secret.js';
import { meOf } from './me.js';
import { insertSession, type OpenSession } from './session.repository.js';

const LONGEST_AGENT = 200;

/** From where somebody comes. */
export interface Visitor {
  address: string;
  /** The browser's own words; shown to its owner only. */
  agent: string | null;
}

/** Whoever has proved who they are gets a new secret: one that was known before never becomes a signed-in one. */
@Injectable()
export class SessionOpener {
  constructor(
    private readonly clock: RealClock,
    private readonly settings: Settings,
  ) {}

  /** @param authenticatedAt real instant at which they proved it, when that was not just now */
  async open(
    tx: Tx,
    personId: string,
    method: OpenSession['method'],
    { address, agent }: Visitor,
    authenticatedAt?: string,
  ): Promise<z.infer<typeof SessionCreated>> {
    const secret = newSecret('session');
    const createdAt = this.clock.instant();
    const expiresAt = new Date(this.clock.now() + this.settings.sessionMs).toISOString();
    await insertSession(tx, {
      id: uuidv7(),
      personId,
      hash: hashSecret(secret),
      createdAt,
      authenticatedAt: authenticatedAt ?? createdAt,
      expiresAt,
      method,
      address,
      agent: agent?.slice(0, LONGEST_AGENT) ?? null,
    });
    const me = await meOf(tx, { personId }, this.clock.now());
    tx.log({
      subjectKind: 'person',
      subjectId: personId,
      action: 'signed-in',
      unseen: true,
      actorKind: 'person',
      actorId: personId,
      channel: 'web',
      at: me.now,
      details: { method },
    });
    return { secret, expiresAt, me };
  }
}
