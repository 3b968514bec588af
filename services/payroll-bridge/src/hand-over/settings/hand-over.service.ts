import { Injectable } from '@nestjs/common';
import type { CorrectRunAddress, HandOverChangeView } from '@goalbeat/contracts/payroll/hand-over-change-http';
import { type HandOverView, type PutHandOver, RELEASE_WITHIN_HOURS } from '@goalbeat/contracts/payroll/hand-over-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { AskTarget } from './ask-target.js';
import { HandOverAuthority } from '../two-people/hand-over-authority.js';
import { HandOverTargetRepository, type SettingRow } from './hand-over-target.repository.js';
import { SaveSetting } from './save-setting.js';
import { WebhookClient } from '../webhook/webhook-client.js';

type View = z.infer<typeof HandOverView>;
type ChangeView = z.infer<typeof HandOverChangeView>;

const NOT_SET: SettingRow = {
  version: 0,
  way: 'rabbitmq',
  url: null,
  queryUrl: null,
  deduplicates: true,
  releaseWithinHours: RELEASE_WITHIN_HOURS,
};

/** Which way a company's payouts go. */
@Injectable()
export class HandOverService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly targets: HandOverTargetRepository,
    private readonly client: WebhookClient,
    private readonly authority: HandOverAuthority,
    private readonly clock: RealClock,
    private readonly saving: SaveSetting,
    private readonly asking: AskTarget,
  ) {}

  get(principal: Principal): Promise<View> {
    requireMay(principal, 'payroll.hand-over.read', { tenantId: principal.tenantId });
    return this.uow.read(principal.tenantId, async (tx) => this.#view(tx, (await this.targets.setting(tx)) ?? NOT_SET));
  }

  /**
   * For runs that are not signed yet. What leads payouts elsewhere is asked of a second person of finance, but for the first setting of
   * a company that has signed nothing; hours alone one person changes. The same again changes nothing.
   * @throws step-up-required, forbidden, four-eyes, validation (an address that may not be called), wrong-state (a webhook without a secret),
   * stale-version, nobody-to-approve, copy-behind
   */
  async put(
    asked: CommandRequest,
    body: z.infer<typeof PutHandOver>,
  ): Promise<{ setting: View; change: null } | { setting: null; change: ChangeView }> {
    const command = await this.authority.confirm(asked);
    const wanted = this.#checked(body);
    return this.uow.command(command, async (tx) => {
      await this.asking.oneAtATime(tx);
      const before = await this.targets.lockSetting(tx);
      if (before !== undefined && body.version === undefined && isSame(before, wanted)) {
        tx.changedNothing();
        return { setting: await this.#view(tx, before), change: null };
      }
      await this.#requireSecret(tx, wanted);
      const isFresh = body.version === undefined ? before === undefined : before?.version === body.version;
      if (!isFresh) throw stale(before);
      const { principal } = command;
      const personId = await this.authority.lead(tx, principal);
      const present = before ?? NOT_SET;
      const isFirst = before === undefined && !(await this.targets.hasPinned(tx));
      if (!leadsElsewhere(present, wanted) || isFirst) {
        const next = { ...wanted, version: present.version + 1 };
        const saved = await this.saving.save(tx, before, next, { leadId: personId, askedBy: null }, principal);
        await this.asking.overtaken(tx, principal);
        return { setting: await this.#view(tx, saved), change: null };
      }
      const change = await this.asking.setting(
        tx,
        present,
        wanted,
        { reason: body.reason ?? null, personId },
        principal,
      );
      return { setting: null, change };
    });
  }

  /**
   * Of a run that goes by webhook and has begun, or is signed: always asked of a second person.
   * @throws as `put`; not-found, wrong-state (it goes another way, or payroll has all of it)
   */
  async correct(asked: CommandRequest, body: z.infer<typeof CorrectRunAddress>): Promise<ChangeView> {
    const command = await this.authority.confirm(asked);
    this.client.check(body.url, 'url');
    if (body.queryUrl !== undefined) this.client.check(body.queryUrl, 'queryUrl');
    return this.uow.command(command, async (tx) => {
      await this.asking.oneAtATime(tx);
      const personId = await this.authority.lead(tx, command.principal);
      return this.asking.address(tx, body, personId, command.principal);
    });
  }

  /** @throws validation */
  #checked({ way, url, queryUrl, deduplicates, releaseWithinHours }: z.infer<typeof PutHandOver>): SettingRow {
    if (way !== 'webhook') {
      for (const [field, given] of Object.entries({ url, queryUrl })) {
        if (given !== undefined) throw new DomainError('validation', 'Only a webhook has an address.', { field });
      }
      return { version: 0, way, url: null, queryUrl: null, deduplicates: way === 'rabbitmq', releaseWithinHours };
    }
    if (url === undefined) throw new DomainError('validation', 'A webhook needs an address.', { field: 'url' });
    this.client.check(url, 'url');
    if (queryUrl !== undefined) this.client.check(queryUrl, 'queryUrl');
    return { version: 0, way, url, queryUrl: queryUrl ?? null, deduplicates, releaseWithinHours };
  }

  /** @throws wrong-state */
  async #requireSecret(tx: Tx, { way }: SettingRow): Promise<void> {
    if (way !== 'webhook' || (await this.targets.secret(tx)) !== undefined) return;
    throw new DomainError('wrong-state', 'Make a secret first, and give it to payroll: it signs the webhooks.');
  }

  async #view(tx: Tx, setting: SettingRow): Promise<View> {
    const secret = await this.targets.secret(tx);
    const until = secret?.previousUntil ?? null;
    return {
      ...setting,
      secretMadeAt: secret?.madeAt ?? null,
      previousSecretUntil: until !== null && Date.parse(until) > this.clock.now() ? until : null,
    };
  }
}

const stale = (before: SettingRow | undefined): DomainError =>
  new DomainError('stale-version', 'It was changed meanwhile: read it again and send its version.', {
    field: 'version',
    details: { version: before?.version ?? null },
  });

const leadsElsewhere = (a: SettingRow, b: SettingRow): boolean =>
  a.way !== b.way || a.url !== b.url || a.queryUrl !== b.queryUrl || a.deduplicates !== b.deduplicates;

const isSame = (a: SettingRow, b: SettingRow): boolean =>
  !leadsElsewhere(a, b) && a.releaseWithinHours === b.releaseWithinHours;
