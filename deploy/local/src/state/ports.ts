import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { readJson, writeJson } from './json-file.ts';

export const portNames = [
  'postgres',
  'rabbitmq',
  'rabbitmqNodes',
  'epmd',
  'temporal',
  'temporalUi',
  'temporalHttp',
  'temporalMetrics',
  'directory',
  'goals',
  'appraisal',
  'payroll-bridge',
  'gateway',
  'workflows',
] as const;

export type PortName = (typeof portNames)[number];
export type Ports = Record<PortName, number>;

const lowest = 20_000;

/**
 * One above the highest port we may choose. Ports that the system hands to outgoing connections are avoided: a client that
 * keeps dialling a stopped server there can be given that very port and end up connected to itself.
 */
export const choiceEnd = (localPortRange: string | undefined): number => {
  const first = Number(localPortRange?.trim().split(/\s+/)[0]);
  return Number.isInteger(first) && first > lowest + 1_000 ? Math.min(first, 32_768) : 32_768;
};

const systemRange = (): string | undefined => {
  try {
    return readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8');
  } catch {
    return undefined;
  }
};

export const isFree = async (port: number): Promise<boolean> =>
  await new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });

/** Keeps each remembered port that `usable` accepts, chooses new ones for the rest; never the same twice. */
export const choosePorts = async (
  remembered: Partial<Ports>,
  usable: (port: number) => Promise<boolean>,
  draw: () => number,
): Promise<Ports> => {
  const taken = new Set<number>();
  const chosen: Partial<Ports> = {};
  for (const name of portNames) {
    const known = remembered[name];
    if (known !== undefined && !taken.has(known) && (await usable(known))) {
      chosen[name] = known;
      taken.add(known);
    }
  }
  for (const name of portNames) {
    for (let tries = 0; chosen[name] === undefined; tries += 1) {
      if (tries > 2_000) throw new Error('no free port on 127.0.0.1 was found');
      const port = draw();
      if (taken.has(port) || !(await usable(port))) continue;
      chosen[name] = port;
      taken.add(port);
    }
  }
  return chosen as Ports;
};

/** What the installations whose state lies beside this one's remember: two that start at once both find a port free. */
export const neighboursPorts = (file: string): ReadonlySet<number> => {
  const [own, among] = [dirname(file), dirname(dirname(file))];
  const files = existsSync(among)
    ? readdirSync(among)
        .map((name) => join(among, name))
        .filter((folder) => folder !== own)
        .map((folder) => join(folder, basename(file)))
        .filter((path) => existsSync(path))
    : [];
  return new Set(files.flatMap((path) => Object.values(readJson<Partial<Ports>>(path) ?? {})));
};

/** The installation's ports, remembered in `file`; those somebody else took meanwhile are chosen anew. */
export const rememberPorts = async (file: string): Promise<Ports> => {
  const end = choiceEnd(systemRange());
  const others = neighboursPorts(file);
  const usable = async (port: number): Promise<boolean> => !others.has(port) && (await isFree(port));
  const ports = await choosePorts(readJson<Partial<Ports>>(file) ?? {}, usable, () => randomInt(lowest, end));
  writeJson(file, ports);
  return ports;
};
