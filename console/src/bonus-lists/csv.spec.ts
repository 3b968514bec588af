import { expect, it } from '@jest/globals';
import { csv } from './csv.js';

it('quotes what needs it, and lets no formula through', () => {
  const text = csv([
    ['姓名', 'reason'],
    ['=HYPERLINK("x")', 'a "b", c'],
    ['-5.00', '-5.00+1'],
    ['@me', 'line\nbreak'],
  ]);
  expect(text).toBe(
    '\ufeff姓名,reason\r\n"\'=HYPERLINK(""x"")","a ""b"", c"\r\n-5.00,\'-5.00+1\r\n\'@me,"line\nbreak"\r\n',
  );
});
