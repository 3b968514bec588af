import { readFileSync } from 'node:fs';
import asyncApi from '@asyncapi/specs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { payrollAsyncApi } from './async-api.js';
import { PAYOUT_EVENTS } from './events.js';

interface Message {
  name: string;
  payload: { schema: object };
}
type Document = Record<string, unknown> & { components: { messages: Record<string, Message> } };

const document = JSON.parse(JSON.stringify(payrollAsyncApi())) as Document;
const ajv = new Ajv({ strict: false, allErrors: true });
formats.default(ajv);
const takes = (name: string, body: unknown): boolean =>
  ajv.validate(document.components.messages[name]?.payload.schema ?? false, body) as boolean;

describe('the AsyncAPI document of payroll', () => {
  it('is AsyncAPI 3.0 by the official schema', () => {
    // It brings draft-07 itself.
    const official = new Ajv({ strict: false, allErrors: true, meta: false, validateSchema: false });
    formats.default(official);
    const isAsyncApi = official.compile(asyncApi.schemas['3.0.0'] as object);
    isAsyncApi(document);
    expect(isAsyncApi.errors ?? []).toEqual([]);
    expect(isAsyncApi({ ...document, operations: { send: { action: 'shout' } } })).toBe(false);
  });

  it('points nowhere that is not there', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(refs.length).toBeGreaterThan(10);
    const missing = refs
      .filter((path) => !path.startsWith('$defs') && !path.startsWith('definitions'))
      .filter(
        (path) =>
          path
            .split('/')
            .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document) === undefined,
      );
    expect(missing).toEqual([]);
  });

  it('is committed as it is generated', () => {
    const file = new URL('../../generated/asyncapi/payroll.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(document);
  });

  it('takes what is sent, and no more', () => {
    const id = '019364a2-5b1c-7b08-ab6b-cb0b76aa0f2b';
    const answer = { answerId: 'P-1', tenantId: id, payoutId: id, outcome: 'paid', at: '2026-11-23T08:00:00.000Z' };
    expect(takes('payoutAnswer', answer)).toBe(true);
    expect(takes('payoutAnswer', { ...answer, outcome: 'perhaps' })).toBe(false);
    expect(takes('payoutAnswer', { ...answer, bonus: 1 })).toBe(false);
    expect(takes('webhookAnswer', { outcome: 'rejected', code: 'wrong-account' })).toBe(true);
    expect(takes('keyAnswer', { payoutId: id, known: false })).toBe(true);
    expect(takes('keyAnswer', { payoutId: id })).toBe(false);
    const event = {
      specversion: '1.0',
      id,
      source: 'goalbeat/payroll-bridge',
      type: PAYOUT_EVENTS.batchClosed,
      time: answer.at,
      datacontenttype: 'application/json',
      tenantid: id,
      data: { batchId: id, runId: id, count: 1, sums: [{ amount: '750.00', currency: 'CNY' }], closedAt: answer.at },
    };
    expect(takes('payoutBatchClosed', event)).toBe(true);
    expect(takes('payoutRequested', event)).toBe(false);
  });
});
