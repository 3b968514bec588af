import type { Plan } from '../plan.ts';
import { LauncherProblem } from '../problem.ts';
import { answersTcp } from '../supervisor/probes.ts';

interface Given {
  readonly variable: string;
  readonly host: string;
  readonly port: number;
}

/** Host and port of the addresses that the environment gave, with the ports that go without saying. */
export const givenAddresses = ({
  postgres,
  rabbitmq,
  temporal,
}: Pick<Plan, 'postgres' | 'rabbitmq' | 'temporal'>): readonly Given[] => {
  const from = (variable: string, text: string, usualPort: number): Given => {
    if (!URL.canParse(text)) throw new LauncherProblem(`${variable} is not an address`);
    const { hostname, port } = new URL(text);
    return { variable, host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usualPort : Number(port) };
  };
  return [
    ...(postgres.kind === 'given' ? [from('GOALBEAT_POSTGRES_URL', postgres.url, 5432)] : []),
    ...(rabbitmq.kind === 'given'
      ? [from('GOALBEAT_AMQP_URL', rabbitmq.url, rabbitmq.url.startsWith('amqps:') ? 5671 : 5672)]
      : []),
    ...(temporal.kind === 'given' ? [from('GOALBEAT_TEMPORAL_ADDRESS', `grpc://${temporal.address}`, 7233)] : []),
  ];
};

/** A server that was named and does not answer is said at once, by the name of its variable and without its password. */
export const checkGiven = async (plan: Pick<Plan, 'postgres' | 'rabbitmq' | 'temporal'>): Promise<void> => {
  for (const { variable, host, port } of givenAddresses(plan)) {
    if (!(await answersTcp(host, port))) throw new LauncherProblem(`nothing answers at ${host}:${port} (${variable})`);
  }
};
