import { describe, expect, it } from '@jest/globals';
import { AccessFeed } from './access-feed.js';
import { TokenCache, subjectKey, type Presented } from './token-cache.js';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const tokenOf = (sub: string, sid: string) =>
  `h.${Buffer.from(JSON.stringify({ tid: 't', sub, sid })).toString('base64url')}.s`;
const by = (secret: string): Presented => ({ kind: 'session', secret, address: '10.0.0.1' });

function cache({ lifeMs = 300_000, fed = true }: { lifeMs?: number; fed?: boolean } = {}) {
  const clock = { now: NOW };
  const asked: string[] = [];
  let onAsk: () => void = () => undefined;
  const tokens = new TokenCache(
    async ({ secret }) => {
      asked.push(secret);
      onAsk();
      return {
        token: tokenOf(secret.split('-')[0] ?? '', secret),
        expiresAt: new Date(clock.now + lifeMs).toISOString(),
      };
    },
    () => clock.now,
    3,
  );
  const go = (ms: number) => {
    clock.now += ms;
    if (fed) tokens.confirm(clock.now);
  };
  return { clock, asked, tokens, go, whenAsked: (then: () => void) => (onAsk = then) };
}

describe('the token cache', () => {
  it('asks once for many at once, and again after a minute', async () => {
    const { go, asked, tokens } = cache();
    await Promise.all([tokens.of(by('ann-1'), 'r'), tokens.of(by('ann-1'), 'r')]);
    go(59_000);
    await tokens.of(by('ann-1'), 'r');
    expect(asked).toHaveLength(1);
    go(2_000);
    await tokens.of(by('ann-1'), 'r');
    expect(asked).toHaveLength(2);
  });

  it('asks again shortly before a token expires', async () => {
    const { go, asked, tokens } = cache({ lifeMs: 30_000 });
    await tokens.of(by('ann-1'), 'r');
    go(21_000);
    await tokens.of(by('ann-1'), 'r');
    expect(asked).toHaveLength(2);
  });

  it('believes nothing for longer than two seconds while the feed is silent', async () => {
    const { go, asked, tokens } = cache({ fed: false });
    await tokens.of(by('ann-1'), 'r');
    go(1_900);
    await tokens.of(by('ann-1'), 'r');
    expect(asked).toHaveLength(1);
    go(200);
    await tokens.of(by('ann-1'), 'r');
    expect(asked).toHaveLength(2);
  });

  it('forgets all of one account at once, and nobody else', async () => {
    const { asked, tokens, go } = cache();
    for (const secret of ['ann-1', 'ann-2', 'bob-1']) await tokens.of(by(secret), 'r');
    tokens.forgetAllLike(by('ann-1'));
    go(1);
    for (const secret of ['ann-2', 'bob-1']) await tokens.of(by(secret), 'r');
    expect(asked).toEqual(['ann-1', 'ann-2', 'bob-1', 'ann-2']);
  });

  it('asks again when the right changed while the token was made', async () => {
    const { asked, tokens, whenAsked } = cache();
    whenAsked(() => {
      if (asked.length === 1) tokens.drop(new Set([subjectKey('t', 'ann')]));
    });
    await tokens.of(by('ann-1'), 'r');
    expect(asked).toHaveLength(1 + 2);
  });

  it('keeps a key apart by the address it is used from', async () => {
    const { asked, tokens } = cache();
    const key: Presented = { kind: 'api-key', secret: 'key-1', address: '10.0.0.1' };
    for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.1']) await tokens.of({ ...key, address }, 'r');
    expect(asked).toHaveLength(2);
  });

  it('does not remember a refusal, nor more than it may', async () => {
    let fail = true;
    const tokens = new TokenCache(async () => {
      if (fail) throw new Error('refused');
      return { token: tokenOf('ann', 'ann-1'), expiresAt: '2099-01-01T00:00:00Z' };
    });
    await expect(tokens.of(by('ann-1'), 'r')).rejects.toThrow('refused');
    fail = false;
    await expect(tokens.of(by('ann-1'), 'r')).resolves.toBe(tokenOf('ann', 'ann-1'));
    const small = cache();
    for (const secret of ['a-1', 'b-1', 'c-1', 'd-1', 'a-1']) await small.tokens.of(by(secret), 'r');
    expect(small.asked).toHaveLength(5);
  });
});

describe('the feed of changed rights', () => {
  const answer = (cursor: string, ...subjects: string[]) => ({
    cursor,
    overflow: false,
    changes: subjects.map((subjectId) => ({ xid: '7', tenantId: 't', subjectId })),
  });

  function fed(answers: ReturnType<typeof answer>[]) {
    const { asked, tokens } = cache();
    const changed: (string[] | null)[] = [];
    const feed = new AccessFeed({
      ask: async () => answers.shift() ?? answer('99'),
      tokens,
      changed: (subjects) => changed.push(subjects === null ? null : [...subjects]),
      now: () => NOW,
    });
    return { asked, tokens, feed, changed };
  }

  it('forgets whose rights changed, once', async () => {
    const { asked, tokens, feed, changed } = fed([answer('5'), answer('7', 'ann'), answer('7', 'ann')]);
    await feed.poll();
    await tokens.of(by('bob-1'), 'r');
    for (let n = 0; n < 2; n++) await feed.poll();
    await tokens.of(by('bob-1'), 'r');
    expect(changed).toEqual([null, ['t ann']]);
    expect(asked).toEqual(['bob-1']);
  });

  it('forgets everything when the numbers go back or overflow', async () => {
    const { tokens, feed, changed, asked } = fed([answer('9'), answer('3'), { ...answer('4'), overflow: true }]);
    await feed.poll();
    await tokens.of(by('bob-1'), 'r');
    await feed.poll();
    await tokens.of(by('bob-1'), 'r');
    await feed.poll();
    await tokens.of(by('bob-1'), 'r');
    expect(asked).toHaveLength(3);
    expect(changed).toEqual([null, null, null]);
  });
});
