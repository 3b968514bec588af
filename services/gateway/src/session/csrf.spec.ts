import { describe, expect, it } from '@jest/globals';
import { requireOwnPage } from './csrf.js';

const ORIGIN = 'https://goalbeat.example.com';
const refused = (headers: Record<string, string>, method = 'POST') => {
  try {
    requireOwnPage(method, headers, ORIGIN);
    return false;
  } catch {
    return true;
  }
};

describe('a change that comes with the cookie', () => {
  it.each([
    [{}, true],
    [{ 'x-goalbeat-csrf': '1' }, false],
    [{ 'x-goalbeat-csrf': '0' }, true],
    [{ origin: ORIGIN }, false],
    [{ origin: 'null' }, true],
    [{ origin: 'https://goalbeat.example.com.evil.example' }, true],
    [{ origin: 'http://localhost:8080', host: 'localhost:8080' }, false],
    [{ 'sec-fetch-site': 'same-origin' }, false],
    [{ 'sec-fetch-site': 'cross-site', 'x-goalbeat-csrf': '1' }, true],
    [{ 'sec-fetch-site': 'same-site' }, true],
  ])('%j is refused: %s', (headers: Record<string, string>, no) => {
    expect(refused(headers)).toBe(no);
  });

  it('is no matter for what only reads', () => {
    expect(refused({ origin: 'https://evil.example' }, 'GET')).toBe(false);
  });
});
