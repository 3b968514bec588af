import { describe, expect, it } from '@jest/globals';
import { newWebhookSecret, webhookHeaders } from './webhook-signature.js';

// The example of the Standard Webhooks specification's libraries.
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const MESSAGE = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: 1_614_265_330_000, body: '{"test": 2432232314}' };

describe('webhookHeaders', () => {
  it('signs as the specification’s example', () => {
    expect(webhookHeaders([SECRET], MESSAGE)).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('signs by every valid secret, newest first', () => {
    const both = webhookHeaders([newWebhookSecret(), SECRET], MESSAGE)['webhook-signature']?.split(' ');
    expect(both).toHaveLength(2);
    expect(both?.[1]).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});
