import { describe, expect, it } from '@jest/globals';
import { withoutSecrets } from './kit-logger.js';

describe('withoutSecrets', () => {
  it('cuts out what opens something, wherever it stands', () => {
    const line = [
      'session gbs_DX1O7xUflYuhSzSvKZHJJyXjwZ_sUM3XnCzBkDxyUsg ended',
      'key gbk_3GV1Cz6e4Wy1oTkyaByGt8BccqCaySf_-r2Dh',
      'Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl',
      'connect postgres://goalbeat_goals:hunter2@db:5432/goalbeat failed',
      'amqp://u:p%40ss@mq',
    ].join(' | ');
    const clean = withoutSecrets(line);
    for (const secret of ['DX1O7x', '3GV1Cz', 'eyJ', 'hunter2', 'p%40ss']) expect(clean).not.toContain(secret);
    expect(clean).toContain('postgres://goalbeat_goals:[redacted]@db:5432/goalbeat');
    expect(clean).toContain('session [redacted] ended');
  });

  it('leaves everything else alone', () => {
    const line = '{"url":"http://127.0.0.1:4001/v1/cycles?after=eyJ","at":"2026-11-20T09:00:00Z","mail":"a@b.example"}';
    expect(withoutSecrets(line)).toBe(line);
  });
});
