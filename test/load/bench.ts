import { connect } from 'amqplib';
import type { ChannelModel } from 'amqplib';
import { Client, Connection } from '@temporalio/client';
import { SERVICES } from '@goalbeat/contracts/names';
import { Database } from './database.js';
import type { Environment } from './environment.js';
import { exampleCompany } from './company.js';
import { foundTenant, type Tenant } from './tenant.js';
import { until } from './until.js';

const SCHEMAS = ['directory', 'goals', 'appraisal', 'payroll'] as const;

/** How much is done; the quick run proves that everything works, its figures mean little. */
export interface Sizes {
  sheets: number;
  manySheets: number;
  /** Clients, each with a department of its own. */
  clients: number;
  /** Plans, two decisions each. */
  plans: number;
  /** Plans that wait for their lead at once; `--ladders 10000` takes its time. */
  ladders: number;
  /** Lines of one bonus list; `--lines`. */
  payoutLines: number;
}
export const FULL: Sizes = {
  sheets: 2_000,
  manySheets: 20_000,
  clients: 32,
  plans: 2_500,
  ladders: 1_000,
  payoutLines: 20_000,
};
export const QUICK: Sizes = {
  sheets: 200,
  manySheets: 1_000,
  clients: 8,
  plans: 200,
  ladders: 300,
  payoutLines: 2_000,
};

/** What the measures share: the running installation, seen from outside. */
export class Bench {
  readonly sql: Database;
  #example: Promise<Tenant> | undefined;

  private constructor(
    readonly env: Environment,
    readonly sizes: Sizes,
    readonly temporal: Client,
    private connected: ChannelModel,
    readonly say: (line: string) => void,
  ) {
    this.sql = new Database(env.postgresUrl);
  }

  static async open(env: Environment, sizes: Sizes, say: (line: string) => void): Promise<Bench> {
    const connection = await Connection.connect({ address: env.temporalAddress });
    const temporal = new Client({ connection, namespace: env.temporalNamespace });
    return new Bench(env, sizes, temporal, await toBroker(env), say);
  }

  get broker(): ChannelModel {
    return this.connected;
  }

  /** After the broker was away. */
  async connectAgain(): Promise<void> {
    this.connected = await toBroker(this.env);
  }

  /** The example company, founded once for all who need it. Nobody there has to report: each band is paid the base. */
  example(): Promise<Tenant> {
    this.#example ??= this.exampleOf('example');
    return this.#example;
  }

  /** One more of them, for a measure that lets its week pass: a week that is over opens no second cycle. */
  exampleOf(name: string): Promise<Tenant> {
    return foundTenant(this, {
      name,
      rows: exampleCompany(this.sizes.sheets),
      payPlan: { multiplierByBand: { excellent: '1.5', qualified: '1', unqualified: '1' } },
    });
  }

  /** Rows that wait in the services' outboxes. */
  async unsent(schemas: readonly string[] = SCHEMAS): Promise<number> {
    const counts = await Promise.all(schemas.map((schema) => this.sql.count(`${schema}.outbox`)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Messages that wait in the services' queues. */
  async unheard(): Promise<number> {
    const channel = await this.broker.createChannel();
    try {
      const queues = await Promise.all(SERVICES.map((service) => channel.checkQueue(`goalbeat.${service}`)));
      return queues.reduce((sum, { messageCount }) => sum + messageCount, 0);
    } finally {
      await channel.close();
    }
  }

  /** Returns when nothing waits anywhere, so that the next measure has the machine for itself. */
  async quiet(): Promise<void> {
    let calm = 0;
    await until(
      'empty outboxes and queues',
      async () => {
        calm = (await this.unsent()) + (await this.unheard()) === 0 ? calm + 1 : 0;
        return calm >= 3 ? true : undefined;
      },
      { withinMs: 600_000, everyMs: 250 },
    );
  }

  async close(): Promise<void> {
    await this.sql.close();
    await this.broker.close();
    await this.temporal.connection.close();
  }
}

async function toBroker({ amqpUrl }: Environment): Promise<ChannelModel> {
  const broker = await connect(amqpUrl);
  // Lost when a measure stops the broker, which then connects again.
  broker.on('error', () => undefined);
  return broker;
}
