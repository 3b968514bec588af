import { describe, expect, it } from '@jest/globals';
import { checkAddresses, isWithin } from './address-list.js';

describe('the addresses of a key', () => {
  it.each([
    ['203.0.113.7', ['203.0.113.7'], true],
    ['::ffff:203.0.113.7', ['203.0.113.0/24'], true],
    ['203.0.114.7', ['203.0.113.0/24'], false],
    ['2001:db8::1', ['2001:db8::/32'], true],
    ['2001:db9::1', ['2001:db8::/32', '0.0.0.0/0'], false],
    ['unknown', ['0.0.0.0/0'], false],
  ])('%s within %j: %s', (client, entries, within) => {
    expect(isWithin(client, entries)).toBe(within);
  });

  it.each(['example.com', '10.0.0.0/33', '10.0.0.0/a', '10.0.0.0/8/8', '0x7f.1'])('are not %s', (entry) => {
    expect(() => checkAddresses(['203.0.113.7', entry])).toThrow(
      expect.objectContaining({ code: 'validation', field: 'addresses.1' }),
    );
  });
});
