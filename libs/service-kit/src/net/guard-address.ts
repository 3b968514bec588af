import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { Agent, fetch as fetchBy, type Dispatcher } from 'undici';

const ANSWER_WITHIN_MS = 5_000;
const LARGEST_ANSWER = 1024 * 1024;

type Lookup = (
  hostname: string,
  options: { all: true; family?: number },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface GuardOptions {
  /** Installations on one machine only: http and private addresses are let through. */
  everything: boolean;
  /** False: a connection a request. One that the other side has closed meanwhile cannot be told from one cut under the request. */
  keepAlive?: boolean;
  /** For specs. */
  lookup?: Lookup;
}

/** Loopback, private, link-local (cloud metadata), shared, documentation, benchmark, multicast, reserved. */
const NOT_PUBLIC_4 = listOf('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]);
const PUBLIC_6 = listOf('ipv6', [['2000::', 3]]);
/** Within 2000::/3: tunnels that carry IPv4 (Teredo, 6to4), documentation, special assignments. */
const NOT_PUBLIC_6 = listOf('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);

function listOf(family: 'ipv4' | 'ipv6', ranges: readonly [string, number][]): BlockList {
  const list = new BlockList();
  for (const [address, prefix] of ranges) list.addSubnet(address, prefix, family);
  return list;
}

/** May a server of ours be sent there by somebody else's words? @param address as DNS or a URL gives it */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const version = isIP(bare);
  if (version === 4) return !NOT_PUBLIC_4.check(bare, 'ipv4');
  // IPv4 within IPv6 (::ffff:0:0/96, 64:ff9b::/96) lies outside 2000::/3 and is refused with all the rest.
  return version === 6 && PUBLIC_6.check(bare, 'ipv6') && !NOT_PUBLIC_6.check(bare, 'ipv6');
}

/**
 * Calls addresses that people typed in (an identity provider, a webhook) without becoming their way into our network. The
 * address is checked when the connection is made, on what DNS answered for this very connection; redirects are not followed.
 */
export class AddressGuard {
  readonly #everything: boolean;
  readonly #dispatcher: Dispatcher;

  constructor({ everything, keepAlive = true, lookup = systemLookup }: GuardOptions) {
    this.#everything = everything;
    this.#dispatcher = new Agent({
      ...(keepAlive ? {} : { pipelining: 0 }),
      ...(everything ? {} : { connect: { lookup: guarded(lookup) } }),
    });
  }

  /**
   * What can be told without asking anybody. The URL parser has turned 2130706433, 0x7f.1 and 0177.0.0.1 into 127.0.0.1.
   * @throws validation at `field`
   */
  check(address: string | URL, field: string): URL {
    const refuse = (why: string) => new DomainError('validation', why, { field });
    if (!URL.canParse(String(address))) throw refuse('This is no address.');
    const url = new URL(address);
    if (url.protocol !== 'https:' && !(this.#everything && url.protocol === 'http:'))
      throw refuse('The address has to begin with https://.');
    if (url.username !== '' || url.password !== '') throw refuse('Leave name and password out of the address.');
    if (this.#everything) return url;
    const literal = isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0;
    if (literal && !isPublicAddress(url.hostname)) throw refuse('This address is not on the public internet.');
    return url;
  }

  /** @throws validation (the address may not be called), unavailable (nobody answers, or too much) */
  async fetch(
    address: string | URL,
    { method = 'GET', headers = {}, body, signal }: GuardedRequest = {},
    field = 'url',
  ): Promise<Response> {
    const url = this.check(address, field);
    const limit = AbortSignal.timeout(ANSWER_WITHIN_MS);
    try {
      const response = await fetchBy(url, {
        method,
        headers,
        redirect: 'manual',
        dispatcher: this.#dispatcher,
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
        ...(body === undefined ? {} : { body }),
      });
      const content = await limited(response.body);
      const empty = [204, 205, 304].includes(response.status);
      return new Response(empty ? null : content, {
        status: response.status,
        headers: Object.fromEntries(response.headers.entries()),
      });
    } catch (error) {
      if (isRefused(error)) {
        throw new DomainError('validation', 'This address is not on the public internet.', { field, cause: error });
      }
      throw new DomainError('unavailable', `${url.host} does not answer.`, { cause: error });
    }
  }

  close(): Promise<void> {
    return this.#dispatcher.close();
  }
}

export interface GuardedRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  signal?: AbortSignal;
}

class AddressRefused extends Error {
  constructor(hostname: string) {
    super(`${hostname} is not on the public internet`);
  }
}

function isRefused(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AddressRefused) return true;
    if (cause instanceof AggregateError && cause.errors.some(isRefused)) return true;
  }
  return false;
}

/** The connection goes to what was looked at here: a second answer of DNS cannot be another one. */
function guarded(lookup: Lookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error !== null) callback(error, []);
      // One private address among public ones is a trap as well.
      else if (first === undefined || addresses.some(({ address }) => !isPublicAddress(address)))
        callback(new AddressRefused(hostname), []);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

async function limited(body: AsyncIterable<Uint8Array> | null): Promise<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > LARGEST_ANSWER) throw new Error(`More than ${LARGEST_ANSWER} bytes`);
    parts.push(part);
  }
  const joined = Buffer.concat(parts);
  return joined.buffer.slice(joined.byteOffset, joined.byteOffset + joined.byteLength);
}
