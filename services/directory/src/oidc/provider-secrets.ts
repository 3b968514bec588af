import { Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { SealedText } from '@goalbeat/service-kit/auth/sealed-text';
import { Settings } from '../config.js';

/** Client secrets, sealed for their tenant and their issuer: neither row nor issuer can be exchanged under them. */
@Injectable()
export class ProviderSecrets {
  readonly #sealed: SealedText | undefined;

  constructor({ env }: Settings) {
    this.#sealed = env.SECRETS_KEY === undefined ? undefined : new SealedText(env.SECRETS_KEY);
  }

  /** @throws wrong-state when the installation has no key */
  seal(secret: string, tenantId: string, issuer: string): string {
    return this.#require().seal(secret, purpose(tenantId, issuer));
  }

  /** @throws wrong-state, unavailable when no key opens it */
  open(sealed: string, tenantId: string, issuer: string): string {
    const sealing = this.#require();
    try {
      return sealing.open(sealed, purpose(tenantId, issuer));
    } catch (error) {
      throw new DomainError('unavailable', 'The identity provider’s secret cannot be read: enter it anew.', {
        cause: error,
      });
    }
  }

  #require(): SealedText {
    if (this.#sealed !== undefined) return this.#sealed;
    throw new DomainError('wrong-state', 'This installation has no SECRETS_KEY to keep an identity provider’s secret.');
  }
}

const purpose = (tenantId: string, issuer: string): string => `oidc ${tenantId} ${issuer}`;
