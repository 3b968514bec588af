import type { LoggerService } from '@nestjs/common';
import { pino, type Logger as Pino } from 'pino';
import { currentRequest } from './request-context.js';

// prettier-ignore
const SECRETS = [
  'password', 'token', 'secret', 'key', 'authorization', 'Authorization', 'cookie', 'accessToken', 'refreshToken', 'idToken',
  'clientSecret', 'apiKey', '["set-cookie"]', '["x-install-key"]', '["x-gateway-key"]',
];
const below = (path: string, name: string): string => (name.startsWith('[') ? `${path}${name}` : `${path}.${name}`);
const redact = { paths: SECRETS.flatMap((name) => [name, below('*', name), below('*.*', name)]), censor: '[redacted]' };

/** Sessions, keys, tokens and passwords inside addresses, wherever in a line they stand: in a message, an error, a stack. */
const IN_TEXT = /gb[sk]_[\w-]{16,}|eyJ[\w-]{8,}\.[\w-]{8,}(\.[\w-]*)?|(?<=[a-z]:\/\/[^\s"/:@]*:)[^\s"/@]+(?=@)/g;
export const withoutSecrets = (line: string): string => line.replaceAll(IN_TEXT, '[redacted]');

/** JSON lines on stdout, UTC, with the request's id; what looks like a secret is cut out. */
export class KitLogger implements LoggerService {
  readonly #pino: Pino;

  constructor(service: string, level: string) {
    this.#pino = pino({
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact,
      mixin: () => currentRequest() ?? {},
      hooks: { streamWrite: withoutSecrets },
    });
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.#write('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.#write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.#write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.#write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.#write('fatal', message, rest);
  }

  /** Nest gives the context last and, for errors, perhaps a stack before it. */
  #write(level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', message: unknown, rest: unknown[]): void {
    if (!this.#pino.isLevelEnabled(level)) return;
    const context = typeof rest.at(-1) === 'string' ? { context: rest.at(-1) } : {};
    const stack = rest.length > 1 && typeof rest[0] === 'string' ? { stack: rest[0] } : {};
    if (message instanceof Error) this.#pino[level]({ ...context, err: message }, message.message);
    else if (typeof message === 'object') this.#pino[level]({ ...context, ...stack, ...message });
    else this.#pino[level]({ ...context, ...stack }, typeof message === 'string' ? message : JSON.stringify(message));
  }
}
