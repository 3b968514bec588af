import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { isDomainError, DomainError } from '@goalbeat/domain/errors/domain-error';
import { AddressGuard } from '@goalbeat/service-kit/net/guard-address';
import * as oidc from 'openid-client';
import { Settings } from '../config.js';

/** Providers exchange their keys now and then, and their addresses seldom. */
const REMEMBERED_MS = 10 * 60_000;
const CLOCK_SKEW_SECONDS = 10;

interface Known {
  configuration: oidc.Configuration;
  until: number;
}

/** Talks to identity providers: every address is one that somebody typed in, so every call is guarded. */
@Injectable()
export class ProviderClient implements OnModuleDestroy {
  readonly #guard: AddressGuard;
  readonly #insecure: boolean;
  readonly #known = new Map<string, Known>();

  constructor({ env }: Settings) {
    this.#insecure = env.GOALBEAT_MODE !== 'production';
    this.#guard = new AddressGuard({ everything: this.#insecure });
  }

  onModuleDestroy(): Promise<void> {
    return this.#guard.close();
  }

  /** @throws validation at `issuer` when it is no provider, or none that may be called */
  async checkIssuer(issuer: string): Promise<void> {
    this.#guard.check(issuer, 'issuer');
    try {
      await this.#discover(issuer, 'unknown', 'unknown');
    } catch (error) {
      const cause = domainErrorIn(error);
      if (cause?.code === 'validation') throw cause;
      throw new DomainError('validation', 'There is no identity provider at this address.', {
        field: 'issuer',
        cause: error,
      });
    }
  }

  /** @throws unavailable */
  async configuration(issuer: string, clientId: string, clientSecret: string): Promise<oidc.Configuration> {
    const key = JSON.stringify([issuer, clientId, clientSecret]);
    const known = this.#known.get(key);
    if (known !== undefined && known.until > Date.now()) return known.configuration;
    try {
      const configuration = await this.#discover(issuer, clientId, clientSecret);
      this.#known.set(key, { configuration, until: Date.now() + REMEMBERED_MS });
      return configuration;
    } catch (error) {
      throw new DomainError('unavailable', 'The identity provider does not answer. Try again in a moment.', {
        cause: error,
      });
    }
  }

  async #discover(issuer: string, clientId: string, clientSecret: string): Promise<oidc.Configuration> {
    const configuration = await oidc.discovery(
      new URL(issuer),
      clientId,
      { client_secret: clientSecret, [oidc.clockTolerance]: CLOCK_SKEW_SECONDS },
      undefined,
      {
        [oidc.customFetch]: (url, options) => this.#fetch(url, options),
        // By itself the library trusts the connection and leaves the ID token's signature unread. Where http is allowed our
        // guard knows better than the library.
        execute: [oidc.enableNonRepudiationChecks, ...(this.#insecure ? [oidc.allowInsecureRequests] : [])],
      },
    );
    // The library compares it too; whoever changes that finds this line.
    if (configuration.serverMetadata().issuer !== issuer) throw new Error('The issuer calls itself something else');
    return configuration;
  }

  #fetch(url: string, { method, headers, body, signal }: oidc.CustomFetchOptions): Promise<Response> {
    const content = body instanceof URLSearchParams ? body.toString() : body;
    return this.#guard.fetch(
      url,
      {
        method,
        headers,
        ...(typeof content === 'string' || content instanceof Uint8Array ? { body: content } : {}),
        ...(signal === undefined ? {} : { signal }),
      },
      'issuer',
    );
  }
}

export function domainErrorIn(error: unknown): DomainError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (isDomainError(cause)) return cause;
  return undefined;
}
