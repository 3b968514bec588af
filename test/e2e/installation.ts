import { Control } from '@goalbeat/testing/demo/control';
import { until } from './until.js';

const needed = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is missing: run this by ./goalbeat test e2e`);
  return value;
};

/** The running installation, as `goalbeat env` describes it. */
export const installation = {
  url: needed('GOALBEAT_URL'),
  installKey: needed('GOALBEAT_INSTALL_KEY'),
  amqpUrl: needed('GOALBEAT_AMQP_URL'),
  postgresUrl: needed('GOALBEAT_POSTGRES_URL'),
  temporalAddress: needed('GOALBEAT_TEMPORAL_ADDRESS'),
  temporalNamespace: needed('GOALBEAT_TEMPORAL_NAMESPACE'),
  control: new Control(needed('GOALBEAT_CONTROL_SOCKET')),
};

const READY_MS = 60_000;

/** Everything is up and healthy again. */
export const healthy = (): Promise<void> => installation.control.ready(READY_MS);

/** Everything that services had to tell RabbitMQ and Temporal has left their outboxes. */
export async function drained(): Promise<void> {
  const urls = ['DIRECTORY', 'GOALS', 'APPRAISAL', 'PAYROLL'].map(
    (name) => `${needed(`GOALBEAT_${name}_URL`)}/metrics`,
  );
  let quiet = 0;
  await until(
    'empty outboxes',
    async () => {
      const unsent = await Promise.all(urls.map(unsentAt));
      quiet = unsent.every((count) => count === 0) ? quiet + 1 : 0;
      return quiet > 1 ? true : undefined;
    },
    { withinMs: 60_000, everyMs: 150 },
  );
}

async function unsentAt(url: string): Promise<number> {
  const text = await (await fetch(url, { signal: AbortSignal.timeout(2_000) })).text();
  const rows = text.split('\n').filter((line) => line.startsWith('goalbeat_outbox_unsent{'));
  return rows.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

export interface Problem {
  status: number;
  code: string;
  field: string | undefined;
  type: string | null;
  body: Record<string, unknown>;
}

/** A request by hand, where what the client always does right is what is tested. */
export async function problemOf(path: string, init: RequestInit): Promise<Problem> {
  const response = await fetch(installation.url + path, { redirect: 'manual', ...init });
  const body = (await response.json()) as Record<string, unknown>;
  return {
    status: response.status,
    code: typeof body['code'] === 'string' ? body['code'] : '',
    field: typeof body['field'] === 'string' ? body['field'] : undefined,
    type: response.headers.get('content-type'),
    body,
  };
}
