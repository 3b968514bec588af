import type { Tx } from '@goalbeat/service-kit/db/tx';
import { addBinding, useBinding, type ProviderIdentity } from './identity-binding.repository.js';
import { checkDomain, matchPerson, refused, type Claims, type Matched } from './match-person.js';
import type { ProviderRow } from './oidc-provider.repository.js';

export interface Recognised extends Matched {
  /** By this sign-in the identity became theirs. */
  bound: boolean;
}

/** At most 255 ASCII characters (OpenID Connect Core 2). */
const SUBJECT = /^[\x20-\x7e]{1,255}$/;

/**
 * Whom the provider means. The first time its words about them tell (e-mail address or number), and its id for them is kept;
 * from then on only that id does: what HR or the provider make of an e-mail address moves nobody's account.
 * @throws forbidden, in words that whoever reads them can act upon
 */
export async function recognise(tx: Tx, claims: Claims, provider: ProviderRow, realNow: string): Promise<Recognised> {
  const who = identityOf(claims, provider);
  const owner = await useBinding(tx, who, realNow);
  if (owner !== undefined) {
    checkDomain(claims, provider);
    return { ...owner, bound: false };
  }
  const person = await matchPerson(tx, claims, provider);
  if (await addBinding(tx, person.id, who, realNow)) return { ...person, bound: true };
  // Two first sign-ins at once by the same account: the other one was faster.
  const meanwhile = await useBinding(tx, who, realNow);
  if (meanwhile?.id === person.id) return { ...meanwhile, bound: false };
  throw refused(
    'Somebody signs in here already by another account of your company’s sign-in. Ask an administrator to unbind it.',
  );
}

function identityOf(claims: Claims, { issuer, clientId }: ProviderRow): ProviderIdentity {
  const subject = claims['sub'];
  if (typeof subject !== 'string' || !SUBJECT.test(subject))
    throw refused('Your company’s sign-in does not say by which account you came.');
  return { issuer, clientId, subject };
}
