import { Inject, Injectable, Logger } from '@nestjs/common';
import { KitMetrics } from '../health/metrics.js';
import { SERVICE_OPTIONS, type ServiceOptions } from '../start/service-options.js';
import { RealClock } from '../time/clocks.js';
import { CheckpointFiles } from './checkpoint-files.js';
import { CheckpointSigner } from './checkpoint.js';
import { linkRows } from './link-rows.js';
import { type Head, SealStore } from './seal-store.js';

const BATCH = 1_000;
const IDLE_MS = 500;
const AGAIN_MS = 2_000;
const COUNT_EVERY_MS = 10_000;
const CHECKPOINT_EVERY_MS = 60_000;

interface Parts {
  store: SealStore;
  files: CheckpointFiles;
  signer: CheckpointSigner;
}

/**
 * Drains the queue of unsealed rows into the chains and signs how far they are. One process a schema seals; the others
 * stand by for its lock. What commits late is in the queue late, so it is never missed; writers never wait for it.
 */
@Injectable()
export class Sealer {
  readonly #logger = new Logger(Sealer.name);
  /** Heads that no checkpoint tells of yet, by tenant. */
  readonly #news = new Map<string, Head>();
  #running: Promise<void> | undefined;
  #stopping = new AbortController();
  #checkpointAt = 0;
  #countAt = 0;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly metrics: KitMetrics,
    private readonly clock: RealClock,
  ) {}

  /** @throws when the environment lacks what it needs: a log that is not sealed must not pass for one that is. */
  start(): void {
    const { config, schema, name } = this.options;
    const { SEALER_DATABASE_URL: url, AUDIT_CHECKPOINTS: folder, AUDIT_KEY: key } = config;
    if (url === undefined || folder === undefined || key === undefined) {
      throw new Error('RUN has sealer, which needs SEALER_DATABASE_URL, AUDIT_CHECKPOINTS and AUDIT_KEY');
    }
    const signer = new CheckpointSigner(key);
    const files = new CheckpointFiles(folder, schema);
    this.#stopping = new AbortController();
    this.#running = this.#keepOn(() => ({ store: new SealStore(url, schema, `goalbeat-${name}`), files, signer }));
  }

  /** Seals what waits, says how far it came, and ends. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #keepOn(make: () => Parts): Promise<void> {
    while (!this.#ending) {
      const parts = make();
      try {
        await parts.store.connect();
        await this.#session(parts);
      } catch (error) {
        this.#logger.warn(`Sealing waits: ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        await parts.store.close().catch(() => undefined);
      }
      await this.#pause(AGAIN_MS);
    }
  }

  async #session(parts: Parts): Promise<void> {
    this.metrics.logSealing.set(0);
    while (!(await parts.store.takeLock())) {
      await this.#warnIfLate(parts.store);
      await this.#pause(AGAIN_MS);
      if (this.#ending) return;
    }
    this.metrics.logSealing.set(1);
    await this.#recall(parts);
    while (!this.#ending) {
      const sealed = await this.#sealSome(parts.store);
      await this.#checkpointIfDue(parts);
      await this.#countIfDue(parts.store);
      if (sealed < BATCH) await this.#pause(IDLE_MS);
    }
    while ((await this.#sealSome(parts.store)) === BATCH);
    await this.#checkpoint(parts);
  }

  /** What was sealed and never checkpointed before this process came; and whether the chains are still as signed. */
  async #recall({ store, files }: Parts): Promise<void> {
    this.#news.clear();
    const { checkpoints } = await files.read();
    const last = new Map(checkpoints.map((checkpoint) => [checkpoint.tenant, checkpoint]));
    for (const { tenant, n, chainHash } of last.values()) {
      if ((await store.hashAt(tenant, n)) === chainHash) continue;
      this.#logger.error(`The process log of tenant ${tenant} is not what its checkpoint ${n} says: run the audit`);
    }
    for (const head of await store.allHeads()) {
      if (head.n > (last.get(head.tenantId)?.n ?? 0)) this.#news.set(head.tenantId, head);
    }
  }

  async #sealSome(store: SealStore): Promise<number> {
    const seals = await store.transaction(async () => {
      const rows = await store.waiting(BATCH);
      if (rows.length === 0) return [];
      const heads = await store.heads([...new Set(rows.map((row) => row.tenant_id ?? ''))]);
      const linked = linkRows(this.options.schema, rows, heads);
      await store.seal(linked);
      return linked;
    });
    for (const seal of seals) this.#news.set(seal.tenantId, seal);
    if (seals.length > 0) this.metrics.logSealed.inc(seals.length);
    return seals.length;
  }

  async #checkpointIfDue(parts: Parts): Promise<void> {
    if (this.#news.size === 0 || this.clock.now() < this.#checkpointAt) return;
    await this.#checkpoint(parts);
    this.#checkpointAt = this.clock.now() + CHECKPOINT_EVERY_MS;
  }

  async #checkpoint({ files, signer }: Parts): Promise<void> {
    const at = this.clock.instant();
    const log = this.options.schema;
    const signed = [...this.#news.values()].map(({ tenantId, n, chainHash }) =>
      signer.sign({ log, tenant: tenantId, n, chainHash, at }),
    );
    await files.append(signed, at.slice(0, 7));
    this.#news.clear();
  }

  async #countIfDue(store: SealStore): Promise<void> {
    if (this.clock.now() < this.#countAt) return;
    this.#countAt = this.clock.now() + COUNT_EVERY_MS;
    this.metrics.logUnsealed.set(await store.countWaiting());
  }

  /** Standing by is as it should be, unless the one that has the lock does nothing. */
  async #warnIfLate(store: SealStore): Promise<void> {
    if (this.clock.now() < this.#countAt) return;
    this.#countAt = this.clock.now() + COUNT_EVERY_MS;
    const late = await store.countLate();
    if (late > 0)
      this.#logger.warn(`${late} rows of the process log wait for their seal, and another process has its lock`);
  }

  get #ending(): boolean {
    return this.#stopping.signal.aborted;
  }

  #pause(ms: number): Promise<void> {
    const { signal } = this.#stopping;
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
    });
  }
}
