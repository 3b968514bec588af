import { completeSecrets, setupCode } from './secrets.ts';

describe('the set-up code', () => {
  it('is four groups of letters that nobody takes for another', () => {
    for (let n = 0; n < 50; n++)
      expect(setupCode(completeSecrets({}))).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
  });

  it('stays what it is, and is another for another installation', () => {
    const secrets = completeSecrets({});
    expect(setupCode(completeSecrets(secrets))).toBe(setupCode(secrets));
    expect(setupCode(completeSecrets({}))).not.toBe(setupCode(secrets));
  });
});
