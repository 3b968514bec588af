import { describe, expect, it } from '@jest/globals';
import { redact } from './redact.js';

const shown = (content: unknown) => redact(Buffer.from(JSON.stringify(content)));

describe('what operations see of a dead letter', () => {
  it('names the message, and shows neither names nor amounts nor texts', () => {
    const body = shown({
      specversion: '1.0',
      id: 'e-1',
      type: 'goalbeat.directory.person.changed.v1',
      subject: 'person-1',
      tenantid: '0190a000-0000-7000-8000-000000000001',
      data: {
        id: 'person-1',
        version: 3,
        name: '张三',
        goals: [{ text: '签约', target: 1200 }],
        amount: { amount: '1234.56', currency: 'CNY' },
      },
    });
    expect(JSON.parse(body)).toMatchObject({
      id: 'e-1',
      type: 'goalbeat.directory.person.changed.v1',
      subject: 'person-1',
      data: { id: 'person-1', version: 3, name: '(text, 2)' },
    });
    expect(body).not.toMatch(/张三|签约|1200|1234\.56|CNY/);
  });

  it('takes the envelope’s names for plain only in the envelope', () => {
    expect(shown({ data: { subject: '张三', source: '李四', type: '王五' } })).not.toMatch(/张三|李四|王五/);
  });

  it('shows the first bytes alone of what is no JSON, and of what is long its beginning', () => {
    expect(redact(Buffer.from('张三的账户'.repeat(20)))).toMatch(/^no JSON; begins with [0-9a-f]{64}$/);
    const long = shown({ many: Array.from({ length: 5_000 }, () => ({ name: 'x' })), id: 'y'.repeat(200) });
    expect(long.length).toBeLessThanOrEqual(4_000);
    expect(long).not.toContain('yyy');
  });
});
