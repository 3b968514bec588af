import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { NO_TENANT } from '@goalbeat/service-kit/db/removed-tenant';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { Rounds } from '@goalbeat/service-kit/rounds/rounds';
import { SERVICE_OPTIONS, type ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { PayoutGate } from '../../payout-gate/payout-gate.js';
import { AstrayMessages } from './astray-messages.js';
import { ClosedBatches } from './closed-batches.js';
import { HandOverMessageRepository, type MessageRow } from '../hand-over-message.repository.js';
import type { AttemptResult } from './judge-attempt.js';
import { SettleAttempts, type Ended } from './settle-attempts.js';
import { WebhookClient } from './webhook-client.js';
import { WebhookSecrets } from './webhook-secrets.js';

/** Messages of a company that one turn takes. */
const AT_ONCE = 50;
/** Requests of a company on their way at once. */
const CONCURRENCY = 10;
/** Companies served at once, for sending and for asking each. */
const LANES = 50;
/** After this a turn begins no more requests: whoever answers slowly takes its turn, and not everybody's. */
const TURN_MS = 5_000;
/** Longer than a turn and its last request may take. */
const LEASE_S = 60;
const IDLE_MS = 300;

const WORK = ['send', 'ask'] as const;
type Work = (typeof WORK)[number];

/** Whether a claimed message leaves, and as what. */
interface Beginning {
  may: 'now' | 'later' | 'never';
  body: string;
}
const LATER: Beginning = { may: 'later', body: '' };

/**
 * Brings webhooks to payroll: claimed, committed, sent, and what became of them written down, fifty of a company a turn. Each company
 * has a lane of its own, and one for asking payroll by key: a receiver that is silent holds up nobody else's, nor its own questions.
 */
@Injectable()
export class WebhookCourier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(WebhookCourier.name);
  readonly #rounds = new Rounds({ name: 'Webhooks', everyMs: IDLE_MS, look: () => this.#begin() });
  readonly #lanes: Readonly<Record<Work, Map<string, Promise<number>>>> = { send: new Map(), ask: new Map() };
  #stopping = false;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly uow: UnitOfWork,
    private readonly messages: HandOverMessageRepository,
    private readonly secrets: WebhookSecrets,
    private readonly client: WebhookClient,
    private readonly settle: SettleAttempts,
    private readonly astray: AstrayMessages,
    private readonly closed: ClosedBatches,
    private readonly gate: PayoutGate,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.config.RUN.includes('relay')) this.#rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    await this.#rounds.stop();
    await Promise.all(this.#turns());
  }

  /** A turn for everybody who has something due, to its end. @returns how many messages were worked on */
  async round(): Promise<number> {
    await this.#begin();
    const worked = await Promise.all(this.#turns());
    return worked.reduce((all, one) => all + one, 0);
  }

  #turns(): Promise<number>[] {
    return WORK.flatMap((work) => [...this.#lanes[work].values()]);
  }

  /** Begins a turn for whoever has none, and waits for none. */
  async #begin(): Promise<void> {
    const due = await this.uow.read(NO_TENANT, (tx) =>
      tx.query<{ tenant_id: string; to_send: boolean; to_ask: boolean }>(
        'SELECT tenant_id, to_send, to_ask FROM due_hand_overs()',
      ),
    );
    for (const { tenant_id: tenantId, to_send: toSend, to_ask: toAsk } of due) {
      if (toSend) this.#turn('send', tenantId, () => this.#send(tenantId));
      if (toAsk) this.#turn('ask', tenantId, () => this.settle.ask(tenantId, { atMost: AT_ONCE, atOnce: CONCURRENCY }));
    }
  }

  #turn(work: Work, tenantId: string, take: () => Promise<number>): void {
    const lanes = this.#lanes[work];
    if (this.#stopping || lanes.has(tenantId) || lanes.size >= LANES) return;
    const turn = take()
      .catch((error: unknown) => {
        // One company's missing secret or refused transaction holds up nobody else.
        this.#logger.warn(`Webhooks wait: ${error instanceof Error ? error.message : String(error)}`);
        return 0;
      })
      .then((worked) => {
        lanes.delete(tenantId);
        // There may be more, or somebody who had to wait for a lane.
        if (worked > 0) this.#rounds.wake();
        return worked;
      });
    lanes.set(tenantId, turn);
  }

  async #send(tenantId: string): Promise<number> {
    const lost = await this.uow.read(tenantId, (tx) => this.messages.abandoned(tx, AT_ONCE));
    const cut: AttemptResult = { kind: 'cut', error: 'The sending process ended on the way' };
    if (lost.length > 0)
      await this.#write(
        tenantId,
        lost.map((message) => ({ message, result: cut })),
      );
    const secrets = await this.uow.read(tenantId, (tx) => this.secrets.valid(tx));
    const claimed = await this.uow.write(tenantId, async (tx) => {
      // Asked in the transaction that takes them: a stop that has committed is never overtaken.
      if (!(await this.gate.isOpen(tx))) return [];
      await this.settle.spokenOf(tx, await this.messages.spokenOf(tx));
      await this.astray.due(tx);
      return this.messages.claim(tx, AT_ONCE, LEASE_S);
    });
    const until = performance.now() + TURN_MS;
    const ended: Ended[] = [];
    const unsent: MessageRow[] = [];
    const waiting = [...claimed];
    const one = async (): Promise<void> => {
      for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
        // Much may have committed since they were taken: those before it may have needed many seconds each.
        const { may, body } =
          performance.now() < until && !this.#stopping ? await this.#mayBegin(tenantId, message) : LATER;
        if (may === 'now') {
          const leaving = { ...message, body };
          ended.push({ message, result: await this.client.post(message.sentTo ?? '', secrets, leaving) });
        } else if (may === 'later') unsent.push(message);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, one));
    if (ended.length > 0) await this.#write(tenantId, ended);
    if (unsent.length > 0) await this.uow.write(tenantId, (tx) => this.astray.putBack(tx, unsent));
    return lost.length + ended.length;
  }

  /**
   * Payroll may have spoken of it, payouts may have been stopped, and the address put right. Later as well where nobody can tell: what
   * has not begun can be sent then.
   */
  async #mayBegin(tenantId: string, message: MessageRow): Promise<Beginning> {
    try {
      return await this.uow.write(tenantId, async (tx) => {
        tx.changedNothing();
        if (await this.gate.isStopped(tx)) return LATER;
        const may = await this.messages.beforeSending(tx, message);
        if (may === 'never') await this.settle.spokenOf(tx, [message]);
        return { may, body: may === 'now' ? await this.closed.bodyOf(tx, message) : '' };
      });
    } catch (error) {
      this.#logger.warn(`A webhook waits: ${error instanceof Error ? error.message : String(error)}`);
      return LATER;
    }
  }

  #write(tenantId: string, ended: readonly { message: MessageRow; result: AttemptResult }[]): Promise<void> {
    return this.uow.write(tenantId, (tx) => this.settle.settle(tx, ended));
  }
}
