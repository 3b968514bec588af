import { DomainError } from '@goalbeat/domain/errors/domain-error';

/** The two versions to compare: left out, the newest and the one before it. @throws validation naming from or to */
export function askedVersions(asked: { from?: number | undefined; to?: number | undefined }, newest: number) {
  const to = asked.to ?? newest;
  const from = asked.from ?? Math.max(1, to - 1);
  for (const [field, version] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (version > newest) {
      throw new DomainError('validation', `${field}: there are versions 1 to ${newest}`, { field });
    }
  }
  return { from, to };
}
