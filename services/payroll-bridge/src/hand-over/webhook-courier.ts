import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { NO_TENANT } from '@goalbeat/service-kit/db/removed-tenant';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { SERVICE_OPTIONS, type ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { PayoutGate } from '../payout-gate/payout-gate.js';
import { byBroker, HandOverTargetRepository } from './hand-over-target.repository.js';
import { HandOverMessageRepository, type MessageRow } from './hand-over-message.repository.js';
import type { AttemptResult } from './judge-attempt.js';
import { SettleAttempts, type Ended } from './settle-attempts.js';
import { WebhookClient } from './webhook-client.js';
import { WebhookSecrets } from './webhook-secrets.js';

const AT_ONCE = 50;
const CONCURRENCY = 10;
/** Longer than fifty requests, ten at a time, may take. */
const LEASE_S = 60;
const BUSY_MS = 20;
const IDLE_MS = 300;

/** Brings webhooks to payroll: claimed, committed, sent, and what became of them written down, fifty of a company at a time. */
@Injectable()
export class WebhookCourier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(WebhookCourier.name);
  #stopping = false;
  #loop: Promise<void> | undefined;
  #wake: (() => void) | undefined;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly uow: UnitOfWork,
    private readonly messages: HandOverMessageRepository,
    private readonly targets: HandOverTargetRepository,
    private readonly secrets: WebhookSecrets,
    private readonly client: WebhookClient,
    private readonly settle: SettleAttempts,
    private readonly gate: PayoutGate,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.config.RUN.includes('relay')) this.#loop = this.#run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    this.#wake?.();
    await this.#loop;
  }

  /** One round for everybody who has something due. @returns how many messages were worked on */
  async round(): Promise<number> {
    const due = await this.uow.read(NO_TENANT, (tx) =>
      tx.query<{ tenant_id: string }>('SELECT tenant_id FROM due_hand_overs()'),
    );
    let worked = 0;
    for (const { tenant_id: tenantId } of due) {
      if (this.#stopping) break;
      try {
        worked += await this.#serve(tenantId);
      } catch (error) {
        // One company's missing secret or refused transaction holds up nobody else.
        this.#logger.warn(`Webhooks wait: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return worked;
  }

  async #serve(tenantId: string): Promise<number> {
    const lost = await this.uow.read(tenantId, (tx) => this.messages.abandoned(tx, AT_ONCE));
    const cut: AttemptResult = { kind: 'cut', error: 'The sending process ended on the way' };
    if (lost.length > 0)
      await this.#write(
        tenantId,
        lost.map((message) => ({ message, result: cut })),
      );
    const asked = await this.settle.ask(tenantId, AT_ONCE);
    const secrets = await this.uow.read(tenantId, (tx) => this.secrets.valid(tx));
    const claimed = await this.uow.write(tenantId, async (tx) => {
      // Asked in the transaction that takes them: a stop that has committed is never overtaken.
      if (!(await this.gate.isOpen(tx))) return [];
      const rows = await this.messages.claim(tx, AT_ONCE, LEASE_S);
      const pins = await this.targets.pinned(
        tx,
        rows.map((row) => row.runId),
      );
      return rows.map((message) => ({ message, target: pins.get(message.runId) ?? byBroker(message.runId) }));
    });
    const ended: Ended[] = [];
    const unsent: MessageRow[] = [];
    const waiting = [...claimed];
    const one = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { message, target } = next;
        // A stop may have committed since they were taken: those before it may have needed many seconds each.
        if (await this.#mayBegin(tenantId)) {
          ended.push({ message, result: await this.client.post(target.url ?? '', secrets, message) });
        } else unsent.push(message);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, one));
    if (ended.length > 0) await this.#write(tenantId, ended);
    if (unsent.length > 0) await this.uow.write(tenantId, (tx) => this.messages.putBack(tx, unsent));
    return lost.length + asked + claimed.length;
  }

  /** No as well where nobody can tell: what has not begun can be sent later. */
  async #mayBegin(tenantId: string): Promise<boolean> {
    try {
      return !(await this.uow.read(tenantId, (tx) => this.gate.isStopped(tx)));
    } catch (error) {
      this.#logger.warn(`A webhook waits: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  #write(tenantId: string, ended: readonly { message: MessageRow; result: AttemptResult }[]): Promise<void> {
    return this.uow.write(tenantId, (tx) => this.settle.settle(tx, ended));
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      let worked = 0;
      try {
        worked = await this.round();
      } catch (error) {
        this.#logger.warn(`Webhooks are not sent: ${error instanceof Error ? error.message : String(error)}`);
      }
      await this.#rest(worked > 0 ? BUSY_MS : IDLE_MS);
    }
  }

  #rest(ms: number): Promise<void> {
    if (this.#stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), ms);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
    });
  }
}
