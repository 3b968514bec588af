import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Settings } from '../config.js';
import { sameSecret } from './secret.js';

/** Headers by which the gateway says whom it speaks for; without its key they are ignored. */
export const GATEWAY_KEY_HEADER = 'x-gateway-key';
export const CLIENT_ADDRESS_HEADER = 'x-client-address';

/** The address a request really comes from: the gateway's word for it, else the peer's own. */
@Injectable()
export class ClientAddress {
  constructor(private readonly settings: Settings) {}

  of(request: FastifyRequest): string {
    const key = request.headers[GATEWAY_KEY_HEADER];
    const address = request.headers[CLIENT_ADDRESS_HEADER];
    const known = this.settings.env.SERVICE_KEYS['gateway'];
    if (typeof key === 'string' && typeof address === 'string' && known !== undefined && sameSecret(key, known)) {
      return address.slice(0, 64);
    }
    return request.ip;
  }

  visitor(request: FastifyRequest): { address: string; agent: string | null } {
    return { address: this.of(request), agent: request.headers['user-agent'] ?? null };
  }
}
