import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { NO_TENANT } from '@goalbeat/service-kit/db/removed-tenant';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { CheckpointFiles } from '@goalbeat/service-kit/process-log/checkpoint-files';
import { type Checkpoint, CheckpointKeys } from '@goalbeat/service-kit/process-log/checkpoint';
import { SERVICE_OPTIONS, type ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import { BY_TIMER } from '../organisation/actor.js';
import { StopEffects } from './stop-effects.js';

interface Unseen {
  tenantId: string;
  n: string;
  hash: string;
}

/**
 * A database that was restored from a copy knows less than the signed checkpoints outside it: what has been handed over since the
 * copy looks as if it had not been. Before anything of this process sends, such companies' payouts are frozen.
 */
@Injectable()
export class RestoreFreeze implements OnModuleInit {
  readonly #logger = new Logger(RestoreFreeze.name);

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly clock: RealClock,
    private readonly effects: StopEffects,
  ) {}

  /** Relays, activities and the sealer start afterwards, so nothing leaves before this has been looked at. */
  async onModuleInit(): Promise<void> {
    await this.freeze();
  }

  /** @returns how many companies were frozen */
  async freeze(): Promise<number> {
    const { AUDIT_CHECKPOINTS: folder } = this.options.config;
    if (folder === undefined) return 0;
    const { checkpoints } = await new CheckpointFiles(folder, this.options.schema).read();
    const seen = this.#telling(checkpoints).map(({ tenant, n, chainHash }) => ({ tenant, n, hash: chainHash }));
    if (seen.length === 0) return 0;
    const unseen = await this.uow.read(NO_TENANT, (tx) =>
      tx.query<Unseen>('SELECT tenant_id AS "tenantId", n, hash FROM unseen_checkpoints($1::jsonb)', [
        JSON.stringify(seen),
      ]),
    );
    let frozen = 0;
    for (const one of unseen) {
      if (!(await this.uow.write(one.tenantId, (tx) => this.#freeze(tx, one)))) continue;
      frozen += 1;
      this.#logger.error(
        `Payouts of company ${one.tenantId} are frozen: the database is older than checkpoint ${one.n}`,
      );
    }
    return frozen;
  }

  /** Of each company the last one and the furthest: after an earlier restore they are two. */
  #telling(checkpoints: readonly Checkpoint[]): Checkpoint[] {
    const { AUDIT_KEY: key } = this.options.config;
    const keys = key === undefined ? undefined : new CheckpointKeys(key);
    const last = new Map<string, Checkpoint>();
    const furthest = new Map<string, Checkpoint>();
    for (const one of checkpoints) {
      // What somebody else has written there must not stop anybody's pay.
      if (keys?.isGenuine(one) === false) continue;
      last.set(one.tenant, one);
      if (one.n >= (furthest.get(one.tenant)?.n ?? 0)) furthest.set(one.tenant, one);
    }
    return [...new Set([...last.values(), ...furthest.values()])];
  }

  /** False when another process was first, or a freeze is on already. */
  async #freeze(tx: Tx, { n, hash }: Unseen): Promise<boolean> {
    const setAt = await this.#now(tx);
    const set = await this.effects.stop(
      tx,
      {
        kind: 'restored',
        reason: '数据库已从备份恢复，早于已签名的检查点：请与薪资系统核对后再恢复发放',
        setAt,
        setBy: null,
        witness: `${n}:${hash}`,
      },
      {
        title: bothLanguages(
          '数据库已从备份恢复：发放已冻结，请先对账',
          'the database was restored: payouts are frozen, reconcile first',
        ),
        reasonEn:
          'The database was restored from a copy that is older than a signed checkpoint: compare with payroll first',
      },
      BY_TIMER,
    );
    if (set === undefined) tx.changedNothing();
    return set !== undefined;
  }

  /** The copy may be older than the company itself. */
  async #now(tx: Tx): Promise<string> {
    try {
      return await this.org.now(tx);
    } catch (error) {
      if (isDomainError(error) && error.code === 'copy-behind') return this.clock.instant();
      throw error;
    }
  }
}
