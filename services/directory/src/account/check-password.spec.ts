import { describe, expect, it } from '@jest/globals';
import { checkPassword } from './check-password.js';

const OWNER = ['E1024', '王小明', 'wang.xiaoming@example.com', 'acme'];

describe('a password', () => {
  it.each(['correct horse', 'goalbeat-demo', 'password E1', '一二三四五六七八九十', 'a long enough word'])(
    'may be %s',
    (password) => {
      expect(() => checkPassword(password, OWNER, 'next')).not.toThrow();
    },
  );

  it.each([
    'aaaaaaaaaaaa',
    'abababababab',
    '1234567890',
    '0123456789012',
    'abcdefghijkl',
    'wang.xiaoming1',
    'WANG.XIAOMING@example.com',
    'wang.xiaoming@example.com!!',
  ])('is not %s', (password) => {
    expect(() => checkPassword(password, OWNER, 'next')).toThrow(
      expect.objectContaining({ code: 'validation', field: 'next' }),
    );
  });
});
