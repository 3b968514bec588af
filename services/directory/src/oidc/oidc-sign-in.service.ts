import { Injectable, Logger } from '@nestjs/common';
import type { OidcFinish, OidcFinished, OidcStart, OidcStarted } from '@goalbeat/contracts/directory/sign-in-http';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import * as oidc from 'openid-client';
import type { z } from 'zod';
import { Settings } from '../config.js';
import { Lookups } from '../identity/lookups.js';
import { hashSecret, newSecret } from '../identity/secret.js';
import { SessionOpener, type Visitor } from '../session/open-session.js';
import { ownerOfSession, renewSession } from '../session/session.repository.js';
import { loadTenant, tenantNow } from '../tenant/tenant.repository.js';
import { recognise } from './bind-person.js';
import { refused, type Claims } from './match-person.js';
import { saveAttempt, takeAttempt, type Attempt } from './oidc-attempt.repository.js';
import { findProvider, type ProviderRow } from './oidc-provider.repository.js';
import { provedAtOf } from './proved-at.js';
import { ProviderClient, domainErrorIn } from './provider-client.js';
import { ProviderSecrets } from './provider-secrets.js';

const ATTEMPT_MS = 10 * 60_000;
/** Whoever proves again who they are has just typed something at the provider. */
const STEP_UP_MAX_AGE_SECONDS = 60;

/** Authorization code with PKCE, state and nonce; nothing of it is believed but what this server asked for. */
@Injectable()
export class OidcSignIn {
  readonly #logger = new Logger(OidcSignIn.name);

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly lookups: Lookups,
    private readonly settings: Settings,
    private readonly secrets: ProviderSecrets,
    private readonly client: ProviderClient,
    private readonly opener: SessionOpener,
  ) {}

  /** @throws not-found (no such company, or it has no provider), unavailable */
  async start({ tenant, redirectUri, sessionId }: z.infer<typeof OidcStart>): Promise<z.infer<typeof OidcStarted>> {
    const tenantId = await this.lookups.tenantOfSlug(tenant);
    if (tenantId === undefined) throw noProvider();
    const provider = await this.work.read(tenantId, (tx) => this.#provider(tx));
    const configuration = await this.#configuration(tenantId, provider);
    const attempt: Attempt = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      issuer: provider.issuer,
      redirectUri,
      sessionId: sessionId ?? null,
      expiresAt: new Date(this.clock.now() + ATTEMPT_MS).toISOString(),
    };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: provider.claim === 'email' ? 'openid email' : 'openid profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      state: attempt.state,
      nonce: attempt.nonce,
      ...(sessionId === undefined ? {} : { prompt: 'login', max_age: String(STEP_UP_MAX_AGE_SECONDS) }),
    });
    const binding = newSecret('oidc');
    await this.work.write(tenantId, async (tx) => {
      if (sessionId !== undefined && (await ownerOfSession(tx, sessionId)) === undefined) throw over();
      await saveAttempt(tx, hashSecret(binding), attempt, this.clock.instant());
    });
    return { url: url.href, binding, expiresAt: attempt.expiresAt };
  }

  /**
   * @throws not-signed-in (expired, used already, or the provider's answer is not what was asked for), forbidden (nobody
   * here is meant), unavailable
   */
  async finish({ binding, query, address, agent }: z.infer<typeof OidcFinish>): Promise<OidcFinished> {
    const bindingHash = hashSecret(binding);
    const tenantId = await this.lookups.tenantOfOidcAttempt(bindingHash);
    if (tenantId === undefined) throw over();
    // Committed before anything is asked: an answer is good once, whatever becomes of it.
    const { attempt, provider } = await this.work.write(tenantId, async (tx) => ({
      attempt: await takeAttempt(tx, bindingHash),
      provider: await this.#provider(tx),
    }));
    if (attempt === undefined || Date.parse(attempt.expiresAt) <= this.clock.now()) throw over();
    // The company changed its provider meanwhile: an answer of the old one is nobody's.
    if (attempt.issuer !== provider.issuer) throw over();
    const claims = await this.#claims(tenantId, provider, attempt, query);
    return this.work.write(tenantId, async (tx) => {
      const person = await recognise(tx, claims, provider, this.clock.instant());
      const { kind, clock, zone } = await loadTenant(tx);
      const today = localOf(virtualNow(clock, this.clock.now()), zone).date;
      const gone = person.leftOn !== null && person.leftOn < today;
      if (gone || (kind === 'demo' && !this.settings.demo)) throw refused('Whoever has left does not sign in.');
      if (person.bound) await this.#logBound(tx, person.id, provider.issuer);
      const visitor: Visitor = { address, agent: agent ?? null };
      if (attempt.sessionId !== null) return this.#renew(tx, attempt.sessionId, person.id);
      const provedAt = provedAtOf(claims, this.clock.now());
      return { kind: 'signed-in', session: await this.opener.open(tx, person.id, 'oidc', visitor, provedAt) };
    });
  }

  async #logBound(tx: Tx, personId: string, issuer: string): Promise<void> {
    tx.log({
      subjectKind: 'person',
      subjectId: personId,
      action: 'identity-bound',
      actorKind: 'person',
      actorId: personId,
      channel: 'web',
      at: await tenantNow(tx, this.clock.now()),
      details: { issuer },
    });
  }

  async #renew(tx: Tx, sessionId: string, personId: string): Promise<OidcFinished> {
    const authenticatedAt = this.clock.instant();
    if (!(await renewSession(tx, sessionId, personId, authenticatedAt)))
      throw refused('Somebody else signed in at your company: this session is not theirs.');
    tx.log({
      subjectKind: 'person',
      subjectId: personId,
      action: 'signed-in-again',
      unseen: true,
      actorKind: 'person',
      actorId: personId,
      channel: 'web',
      at: await tenantNow(tx, this.clock.now()),
      details: { method: 'oidc' },
    });
    return { kind: 'stepped-up', authenticatedAt };
  }

  /** What the provider says, by its ID token and, where that is short, by its userinfo. */
  async #claims(tenantId: string, provider: ProviderRow, attempt: Attempt, query: string): Promise<Claims> {
    const configuration = await this.#configuration(tenantId, provider);
    const answer = new URL(attempt.redirectUri);
    answer.search = query;
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, answer, {
        pkceCodeVerifier: attempt.verifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
        ...(attempt.sessionId === null ? {} : { maxAge: STEP_UP_MAX_AGE_SECONDS }),
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('There is no ID token');
      if (claims[provider.claimName] !== undefined || configuration.serverMetadata().userinfo_endpoint === undefined)
        return claims;
      const more = await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub);
      // When somebody proved it is believed by the signed token only.
      return { ...more, ...claims, auth_time: claims.auth_time };
    } catch (error) {
      const cause = domainErrorIn(error);
      if (cause?.code === 'unavailable') throw cause;
      const { code, name } = error as { code?: string; name?: string };
      this.#logger.warn(`A sign-in by ${provider.issuer} is refused: ${code ?? name ?? 'unknown'}`);
      throw new DomainError('not-signed-in', 'Your company’s sign-in did not succeed. Begin again.', { cause: error });
    }
  }

  #configuration(tenantId: string, { issuer, clientId, sealedSecret }: ProviderRow): Promise<oidc.Configuration> {
    return this.client.configuration(issuer, clientId, this.secrets.open(sealedSecret, tenantId, issuer));
  }

  async #provider(tx: Tx): Promise<ProviderRow> {
    const provider = await findProvider(tx);
    if (provider === undefined) throw noProvider();
    return provider;
  }
}

const noProvider = (): DomainError =>
  new DomainError('not-found', 'This company signs in with number and password here.');
const over = (): DomainError =>
  new DomainError('not-signed-in', 'This sign-in has expired or was used already. Begin again.');
