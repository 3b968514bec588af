import { BlockList, isIP } from 'node:net';
import { DomainError } from '@goalbeat/domain/errors/domain-error';

/** Addresses and CIDR ranges, IPv4 and IPv6. */
interface Range {
  address: string;
  prefix: number;
  family: 'ipv4' | 'ipv6';
}

function rangeOf(entry: string): Range | undefined {
  const [address = '', prefix, ...rest] = entry.split('/');
  const version = isIP(address);
  const longest = version === 4 ? 32 : 128;
  if (version === 0 || rest.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return undefined;
  const length = prefix === undefined ? longest : Number(prefix);
  return length > longest ? undefined : { address, prefix: length, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/** @throws validation naming the entry */
export function checkAddresses(entries: readonly string[]): void {
  entries.forEach((entry, index) => {
    if (rangeOf(entry) !== undefined) return;
    throw new DomainError('validation', `${entry} is no address or range such as 203.0.113.7 or 203.0.113.0/24.`, {
      field: `addresses.${index}`,
    });
  });
}

/** A client that comes by IPv4 over an IPv6 socket counts as IPv4. */
export function isWithin(client: string, entries: readonly string[]): boolean {
  const address = client.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
  const version = isIP(address);
  if (version === 0) return false;
  const list = new BlockList();
  for (const range of entries.map(rangeOf)) {
    if (range !== undefined) list.addSubnet(range.address, range.prefix, range.family);
  }
  return list.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
