import { Injectable } from '@nestjs/common';
import type { RehearsalTokens } from '@goalbeat/contracts/directory/rehearsal-http';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import { hashSecret, newSecret } from '../identity/secret.js';
import { findPeople } from '../person/person.repository.js';
import { insertSession } from '../session/session.repository.js';
import { TokenService } from '../token/token.service.js';
import { requireRehearsal } from './rehearsal.service.js';

const SESSION_MS = 10 * 60_000;

/** Simulated people are let in without a password, in rehearsals and nowhere else. */
@Injectable()
export class RehearsalTokenService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly tokens: TokenService,
  ) {}

  /** A token and a session each; whoever is not there gets none. @throws forbidden outside rehearsals */
  async issue(tenantId: string, personIds: readonly string[]): Promise<RehearsalTokens> {
    requireRehearsal(tenantId);
    const now = this.clock.now();
    const createdAt = new Date(now).toISOString();
    const expiresAt = new Date(now + SESSION_MS).toISOString();
    const opened = await this.work.write(tenantId, async (tx) => {
      const people = await findPeople(tx, personIds);
      const sessions = people.map((person) => ({ person, id: uuidv7() }));
      for (const { person, id } of sessions) {
        // Nobody is told the secret: the session is there to be asked about, as money does, and not to come in by.
        const hash = hashSecret(newSecret('session'));
        const from = { address: '127.0.0.1', agent: 'rehearsal' };
        const times = { createdAt, authenticatedAt: createdAt, expiresAt };
        await insertSession(tx, { id, personId: person.id, hash, method: 'password', ...from, ...times });
      }
      return sessions;
    });
    const authTime = Math.floor(now / 1000);
    const tokens = opened.map(async ({ person, id }) => {
      const principal = {
        kind: 'person' as const,
        tenantId,
        id: person.id,
        personId: person.id,
        roles: person.roles,
        scopes: [],
        session: { id, authTime },
      };
      return { personId: person.id, ...(await this.tokens.sign(principal, expiresAt)) };
    });
    return { tokens: await Promise.all(tokens) };
  }
}
