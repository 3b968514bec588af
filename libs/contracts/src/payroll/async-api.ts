import { z } from 'zod';
import { PAYOUTS_EXCHANGE, PAYROLL_ANSWERS_QUEUE } from '../names.js';
import { PAYOUT_EVENTS, PayoutAnswer, PayoutBatchClosedEvent, PayoutRequestedEvent } from './events.js';
import { KeyAnswer, WebhookAnswer } from './hand-over-http.js';

const CLOUD_EVENTS = 'application/cloudevents+json';
const JSON_TYPE = 'application/json';
const ref = (path: string): { $ref: string } => ({ $ref: `#/${path}` });
const text = (description: string): object => ({ type: 'string', description });

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): object =>
  z.toJSONSchema(schema, { target: 'draft-7', io });

const AMQP_HEADERS = {
  type: 'object',
  properties: { 'goalbeat-outbox': text('The payout’s id once more; nothing to go by.') },
};
const WEBHOOK_HEADERS = {
  type: 'object',
  required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  properties: {
    'webhook-id': text('The payout’s id, or the batch’s: the same on every attempt. Drop what you have had under it.'),
    'webhook-timestamp': text('Seconds since 1970 of this attempt. Refuse what is more than five minutes off.'),
    'webhook-signature': text(
      'One or two, separated by a space: v1,<base64 of HMAC-SHA256 over "<webhook-id>.<webhook-timestamp>.<body>">, by the secret after whsec_, decoded from base 64.',
    ),
  },
};

interface Told {
  title: string;
  summary: string;
  schema: z.ZodType;
  io: 'input' | 'output';
  type?: string;
  contentType?: string;
  headers?: object;
}

const message = ({ title, summary, schema, io, type, contentType = JSON_TYPE, headers }: Told): object => ({
  name: type ?? title,
  title,
  summary,
  contentType,
  payload: { schemaFormat: 'application/schema+json;version=draft-07', schema: schemaOf(schema, io) },
  ...(headers === undefined ? {} : { headers }),
});

const requested = {
  title: 'Payout requested',
  summary: 'Pay this amount to this employee, once per payoutId, whatever comes how often.',
  schema: PayoutRequestedEvent,
  io: 'output',
  type: PAYOUT_EVENTS.requested,
  contentType: CLOUD_EVENTS,
} as const;
const closed = {
  title: 'Batch closed',
  summary:
    'Every payout of the batch has arrived; there were so many, and so much in each currency. Where `here` stands (webhook only), so many of them came to the address that gets this: go by it.',
  schema: PayoutBatchClosedEvent,
  io: 'output',
  type: PAYOUT_EVENTS.batchClosed,
  contentType: CLOUD_EVENTS,
} as const;

/** Both directions of the hand-over, from the very schemas that validate it. AsyncAPI 3.0, seen from Goalbeat: `send` is ours. */
export function payrollAsyncApi(): object {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Goalbeat and payroll',
      version: '1.0.0',
      description:
        'How payouts go to payroll, and its answers come back, by RabbitMQ or webhook. How to begin: docs/payroll-integration.md. Amounts are decimal strings in units of their currency, instants UTC. Files (CSV) and POST /api/payroll/v1/payout-answers are in /api/payroll/openapi.json.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: JSON_TYPE,
    channels: {
      payouts: {
        address: PAYOUTS_EXCHANGE,
        title: 'Payouts by RabbitMQ',
        description:
          'A durable topic exchange; the routing key is the event’s type. Bind a durable quorum queue of your own before the first payout.',
        messages: {
          payoutRequested: ref('components/messages/payoutRequested'),
          payoutBatchClosed: ref('components/messages/payoutBatchClosed'),
        },
        bindings: {
          amqp: {
            is: 'routingKey',
            exchange: { name: PAYOUTS_EXCHANGE, type: 'topic', durable: true, autoDelete: false },
          },
        },
      },
      answers: {
        address: PAYROLL_ANSWERS_QUEUE,
        title: 'Payroll’s answers by RabbitMQ',
        description:
          'Publish to the default exchange with this routing key: persistent, mandatory, confirmed. A bare answer, or one as the data of a CloudEvent.',
        messages: { payoutAnswer: ref('components/messages/payoutAnswer') },
        bindings: {
          amqp: {
            is: 'queue',
            queue: { name: PAYROLL_ANSWERS_QUEUE, durable: true, exclusive: false, autoDelete: false },
          },
        },
      },
      webhook: {
        address: null,
        title: 'Payouts by webhook',
        description:
          'POST to the address that finance set with PUT /api/payroll/v1/hand-over. 2xx: you have it. 4xx but 408, 409, 425, 429: you did not take it, and finance looks. 425, 429: come again. All else: you may have it.',
        messages: {
          signedPayoutRequested: ref('components/messages/signedPayoutRequested'),
          signedPayoutBatchClosed: ref('components/messages/signedPayoutBatchClosed'),
          webhookAnswer: ref('components/messages/webhookAnswer'),
        },
      },
      query: {
        address: null,
        title: 'Question by key',
        description:
          'GET <queryUrl>/<payout id>, signed over an empty body, after a link was cut: always answered with 200.',
        messages: { keyAnswer: ref('components/messages/keyAnswer') },
      },
    },
    operations: {
      sendPayout: {
        action: 'send',
        channel: ref('channels/payouts'),
        messages: [ref('channels/payouts/messages/payoutRequested')],
        reply: { channel: ref('channels/answers'), messages: [ref('channels/answers/messages/payoutAnswer')] },
      },
      closeBatch: {
        action: 'send',
        channel: ref('channels/payouts'),
        messages: [ref('channels/payouts/messages/payoutBatchClosed')],
      },
      receiveAnswer: {
        action: 'receive',
        channel: ref('channels/answers'),
        messages: [ref('channels/answers/messages/payoutAnswer')],
      },
      postPayout: {
        action: 'send',
        channel: ref('channels/webhook'),
        messages: [
          ref('channels/webhook/messages/signedPayoutRequested'),
          ref('channels/webhook/messages/signedPayoutBatchClosed'),
        ],
        reply: { channel: ref('channels/webhook'), messages: [ref('channels/webhook/messages/webhookAnswer')] },
      },
      receiveFinding: {
        action: 'receive',
        channel: ref('channels/query'),
        messages: [ref('channels/query/messages/keyAnswer')],
      },
    },
    components: {
      messages: {
        payoutRequested: message({ ...requested, headers: AMQP_HEADERS }),
        payoutBatchClosed: message({ ...closed, headers: AMQP_HEADERS }),
        signedPayoutRequested: message({ ...requested, headers: WEBHOOK_HEADERS }),
        signedPayoutBatchClosed: message({ ...closed, headers: WEBHOOK_HEADERS }),
        payoutAnswer: message({
          title: 'Answer',
          summary: 'What payroll made of one payout. The same answerId again is the same answer.',
          schema: PayoutAnswer,
          io: 'input',
        }),
        webhookAnswer: message({
          title: 'Answer at once',
          summary: 'Optional body of a 2xx: the outcome, when it is known already.',
          schema: WebhookAnswer,
          io: 'input',
        }),
        keyAnswer: message({
          title: 'Answer to a question by key',
          summary: 'Whether payroll has this payout, and what it made of it.',
          schema: KeyAnswer,
          io: 'input',
        }),
      },
    },
  };
}
