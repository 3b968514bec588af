import { Injectable } from '@nestjs/common';
import type { OidcProviderView, PutOidcProvider } from '@goalbeat/contracts/directory/sign-in-http';
import { requireMay, requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { tenantNow } from '../tenant/tenant.repository.js';
import { deleteProvider, findProvider, saveProvider, type ProviderRow } from './oidc-provider.repository.js';
import { ProviderClient } from './provider-client.js';
import { ProviderSecrets } from './provider-secrets.js';

type View = z.infer<typeof OidcProviderView>;
type Wanted = z.infer<typeof PutOidcProvider>;

const CLAIM_NAMES = { email: 'email', 'employee-number': 'employee_number' } as const;

/** Which identity provider a company trusts, as its administrators say. */
@Injectable()
export class OidcProviders {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly secrets: ProviderSecrets,
    private readonly client: ProviderClient,
  ) {}

  /** @throws not-found, forbidden */
  read(principal: Principal): Promise<View> {
    requireScopes(principal, 'directory.sign-in.read');
    return this.work.read(principal.tenantId, async (tx) => viewOf(await this.#require(tx)));
  }

  /**
   * Reads the provider's own description first: a mistyped issuer is told now and not at somebody's first sign-in.
   * @throws validation (issuer: not https, private, or no provider there; clientSecret: missing), stale-version, wrong-state
   */
  async put(command: CommandRequest, wanted: Wanted): Promise<View> {
    const { principal } = command;
    requireMay(principal, 'directory.sign-in.write', { tenantId: principal.tenantId });
    await this.client.checkIssuer(wanted.issuer);
    // A stored answer would be fine, a stored request with the secret's hash is not worth it.
    return this.work.command({ ...command, idempotencyKey: null }, async (tx) => {
      const before = await findProvider(tx, 'FOR UPDATE');
      if (before?.version !== wanted.version) {
        throw new DomainError('stale-version', 'It was changed meanwhile: read it again and send its version.', {
          field: 'version',
          details: { version: before?.version ?? null },
        });
      }
      const row: ProviderRow = {
        issuer: wanted.issuer,
        clientId: wanted.clientId,
        sealedSecret: this.#sealed(tx.tenantId, wanted, before),
        claim: wanted.claim,
        claimName: wanted.claimName ?? CLAIM_NAMES[wanted.claim],
        allowedDomains: wanted.allowedDomains,
        requireVerifiedEmail: wanted.requireVerifiedEmail,
        version: (before?.version ?? 0) + 1,
      };
      await saveProvider(tx, row, this.clock.instant());
      await this.#log(tx, command, before === undefined ? 'created' : 'changed', {
        issuer: row.issuer,
        claim: row.claim,
        allowedDomains: row.allowedDomains,
        requireVerifiedEmail: row.requireVerifiedEmail,
      });
      return viewOf(row);
    });
  }

  /** From now on nobody signs in by it; sessions that are open stay. @throws not-found */
  remove(command: CommandRequest): Promise<void> {
    const { principal } = command;
    requireMay(principal, 'directory.sign-in.write', { tenantId: principal.tenantId });
    return this.work.command(command, async (tx) => {
      const { issuer } = await this.#require(tx);
      await deleteProvider(tx);
      await this.#log(tx, command, 'deleted', { issuer });
    });
  }

  /** A secret belongs to its issuer: the next one never gets to see it. */
  #sealed(tenantId: string, { clientSecret, issuer }: Wanted, before: ProviderRow | undefined): string {
    if (clientSecret !== undefined) return this.secrets.seal(clientSecret, tenantId, issuer);
    if (before?.issuer === issuer) return before.sealedSecret;
    throw new DomainError('validation', 'Give the secret that this provider knows.', { field: 'clientSecret' });
  }

  async #require(tx: Tx): Promise<ProviderRow> {
    const row = await findProvider(tx);
    if (row === undefined) throw new DomainError('not-found', 'This company has no identity provider.');
    return row;
  }

  async #log(tx: Tx, command: CommandRequest, action: string, details: Record<string, unknown>): Promise<void> {
    tx.log({
      ...actorOf(command.principal),
      subjectKind: 'identity-provider',
      subjectId: tx.tenantId,
      action,
      at: await tenantNow(tx, this.clock.now()),
      details,
    });
  }
}

function viewOf({ sealedSecret, ...view }: ProviderRow): View {
  void sealedSecret;
  return view;
}
