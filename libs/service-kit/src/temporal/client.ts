import { Inject, Injectable } from '@nestjs/common';
import { Client, Connection, isGrpcServiceError } from '@temporalio/client';
import { SERVICE_OPTIONS, type ServiceOptions } from '../start/service-options.js';

const ANSWER_WITHIN_MS = 5_000;
const PROBE_WITHIN_MS = 2_000;
/** gRPC: DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNAVAILABLE. */
const AWAY = new Set([4, 8, 14]);
/** gRPC: INVALID_ARGUMENT. */
const REFUSED = 3;

/** Temporal as seen by the relay. The connection is made at first use and comes back by itself. */
@Injectable()
export class TemporalClient {
  readonly #address: string;
  readonly #namespace: string;
  #connection: Connection | undefined;
  #client: Client | undefined;

  constructor(@Inject(SERVICE_OPTIONS) options: ServiceOptions) {
    this.#address = options.config.TEMPORAL_ADDRESS;
    this.#namespace = options.config.TEMPORAL_NAMESPACE;
  }

  get client(): Client {
    this.#client ??= new Client({ connection: this.connection, namespace: this.#namespace });
    return this.#client;
  }

  get connection(): Connection {
    this.#connection ??= Connection.lazy({
      address: this.#address,
      // gRPC would wait up to two minutes before it looks again.
      channelArgs: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2_000 },
    });
    return this.#connection;
  }

  /** Runs a call with a deadline: Temporal's absence must not hold a lease. */
  within<T>(call: (client: Client) => Promise<T>, ms = ANSWER_WITHIN_MS): Promise<T> {
    return this.connection.withDeadline(Date.now() + ms, () => call(this.client));
  }

  async answers(): Promise<boolean> {
    try {
      await this.within(() => this.connection.workflowService.getSystemInfo({}), PROBE_WITHIN_MS);
      return true;
    } catch {
      return false;
    }
  }

  /** Not reachable or overloaded, as opposed to refusing this very message. */
  isAway(error: unknown): boolean {
    const code = grpcCode(error);
    return code !== undefined && AWAY.has(code);
  }

  /**
   * The message itself is wrong: it will be refused however often it is sent. What is wrong with a Schedule's times or zone
   * the client says as a TypeError, without the server's code.
   */
  isRefused(error: unknown): boolean {
    return error instanceof TypeError || grpcCode(error) === REFUSED;
  }

  async close(): Promise<void> {
    await this.#connection?.close();
  }
}

function grpcCode(error: unknown): number | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (isGrpcServiceError(at)) return at.code;
  }
  return undefined;
}
