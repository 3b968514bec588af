import { Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { SealedText } from '@goalbeat/service-kit/auth/sealed-text';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { Settings } from '../../config.js';
import { HandOverTargetRepository, type SecretRow } from '../settings/hand-over-target.repository.js';
import { newWebhookSecret } from './webhook-signature.js';

/** How long the secret before the present one still signs. */
export const BOTH_SIGN_MS = 24 * 3_600_000;

/** What signs a company's webhooks, sealed for that company. */
@Injectable()
export class WebhookSecrets {
  readonly #sealed: SealedText | undefined;

  constructor(
    { env }: Settings,
    private readonly targets: HandOverTargetRepository,
    private readonly clock: RealClock,
  ) {
    this.#sealed = env.SECRETS_KEY === undefined ? undefined : new SealedText(env.SECRETS_KEY);
  }

  /** A new secret; the one before signs beside it for a day. @throws wrong-state when the installation has no key */
  async replace(tx: Tx, of: { changeId: string | null; madeBy: string }): Promise<{ secret: string; row: SecretRow }> {
    const secret = newWebhookSecret();
    const sealed = this.#require().seal(secret, purpose(tx.tenantId));
    const now = this.clock.now();
    const previousUntil = new Date(now + BOTH_SIGN_MS).toISOString();
    const made = { sealed, now: new Date(now).toISOString(), previousUntil };
    return { secret, row: await this.targets.replaceSecret(tx, made, of) };
  }

  /** The valid ones, newest first. @throws unavailable when there is none, or no key opens it */
  async valid(tx: Tx): Promise<string[]> {
    const row = await this.targets.secret(tx);
    if (row === undefined) throw new DomainError('unavailable', 'There is no secret to sign webhooks with.');
    const { previousSealed, previousUntil } = row;
    const both = previousSealed !== null && previousUntil !== null && Date.parse(previousUntil) > this.clock.now();
    try {
      return [row.sealed, ...(both ? [previousSealed] : [])].map((one) =>
        this.#require().open(one, purpose(tx.tenantId)),
      );
    } catch (error) {
      throw new DomainError('unavailable', 'The secret that signs webhooks cannot be read: make a new one.', {
        cause: error,
      });
    }
  }

  #require(): SealedText {
    if (this.#sealed !== undefined) return this.#sealed;
    throw new DomainError('wrong-state', 'This installation has no SECRETS_KEY to keep a webhook’s secret.');
  }
}

const purpose = (tenantId: string): string => `hand-over ${tenantId}`;
