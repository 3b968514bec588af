import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { ProviderRow } from './oidc-provider.repository.js';

export interface Matched {
  id: string;
  leftOn: string | null;
}

/** What a provider says about somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * The person whom the provider's words mean: exactly one, or nobody.
 * @throws forbidden, in words that whoever reads them can act upon
 */
export async function matchPerson(tx: Tx, claims: Claims, provider: ProviderRow): Promise<Matched> {
  const value = claims[provider.claimName];
  const told = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  if (told === '') throw refused(`Your company’s sign-in says nothing about ${provider.claimName}.`);
  if (provider.claim === 'email') checkEmail(told, claims, provider);
  const column = provider.claim === 'email' ? 'lower(email) = lower($1)' : 'number = $1';
  const found = await tx.query<Matched>(`SELECT id, left_on AS "leftOn" FROM person WHERE ${column} LIMIT 2`, [told]);
  const [person] = found;
  if (person === undefined || found.length > 1) {
    const what = provider.claim === 'email' ? 'e-mail address' : 'employee number';
    throw refused(`Your company knows you, but nobody here has this ${what}. Ask your HR.`);
  }
  return person;
}

/** Whoever is known by the provider's own id is held to the company's domains all the same. */
export function checkDomain(claims: Claims, provider: ProviderRow): void {
  if (provider.claim !== 'email' || provider.allowedDomains.length === 0) return;
  const email = claims[provider.claimName];
  checkEmail(typeof email === 'string' ? email.trim() : '', claims, provider);
}

function checkEmail(email: string, claims: Claims, { allowedDomains, requireVerifiedEmail }: ProviderRow): void {
  if (requireVerifiedEmail && claims['email_verified'] !== true)
    throw refused('Your company’s sign-in has not verified your e-mail address.');
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  if (!email.includes('@') || (allowedDomains.length > 0 && !allowedDomains.includes(domain)))
    throw refused('Your e-mail address is not one of this company’s.');
}

export function refused(words: string): DomainError {
  return new DomainError('forbidden', words, { details: { reason: 'identity' } });
}
