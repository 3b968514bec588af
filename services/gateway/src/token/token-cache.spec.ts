import { describe, expect, it } from '@jest/globals';
import { TokenCache } from './token-cache.js';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const tokenOf = (sub: string) => `h.${Buffer.from(JSON.stringify({ tid: 't', sub })).toString('base64url')}.s`;

function cache(lifeMs = 300_000) {
  const clock = { now: NOW };
  const asked: string[] = [];
  const tokens = new TokenCache(
    async (secret) => {
      asked.push(secret);
      return { token: tokenOf(secret.split('-')[0] ?? ''), expiresAt: new Date(clock.now + lifeMs).toISOString() };
    },
    () => clock.now,
    3,
  );
  return { clock, asked, tokens };
}

describe('the token cache', () => {
  it('asks once for many at once, and again after a minute', async () => {
    const { clock, asked, tokens } = cache();
    await Promise.all([tokens.of('ann-1', 'r'), tokens.of('ann-1', 'r')]);
    clock.now += 59_000;
    await tokens.of('ann-1', 'r');
    expect(asked).toHaveLength(1);
    clock.now += 2_000;
    await tokens.of('ann-1', 'r');
    expect(asked).toHaveLength(2);
  });

  it('asks again shortly before a token expires', async () => {
    const { clock, asked, tokens } = cache(30_000);
    await tokens.of('ann-1', 'r');
    clock.now += 21_000;
    await tokens.of('ann-1', 'r');
    expect(asked).toHaveLength(2);
  });

  it('forgets all of one account at once, and nobody else', async () => {
    const { asked, tokens } = cache();
    for (const secret of ['ann-1', 'ann-2', 'bob-1']) await tokens.of(secret, 'r');
    tokens.forgetAllLike('ann-1');
    for (const secret of ['ann-1', 'ann-2', 'bob-1']) await tokens.of(secret, 'r');
    expect(asked).toEqual(['ann-1', 'ann-2', 'bob-1', 'ann-1', 'ann-2']);
  });

  it('does not remember a refusal, nor more than it may', async () => {
    let fail = true;
    const tokens = new TokenCache(async () => {
      if (fail) throw new Error('refused');
      return { token: tokenOf('ann'), expiresAt: '2099-01-01T00:00:00Z' };
    });
    await expect(tokens.of('ann-1', 'r')).rejects.toThrow('refused');
    fail = false;
    await expect(tokens.of('ann-1', 'r')).resolves.toBe(tokenOf('ann'));
    const small = cache();
    for (const secret of ['a-1', 'b-1', 'c-1', 'd-1', 'a-1']) await small.tokens.of(secret, 'r');
    expect(small.asked).toHaveLength(5);
  });
});
