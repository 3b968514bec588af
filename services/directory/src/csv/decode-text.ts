import { DomainError } from '@goalbeat/domain/errors/domain-error';

/**
 * UTF-8, or GB18030 as Excel in China writes it. A byte order mark is dropped.
 * @throws validation when the bytes are neither.
 */
export function decodeText(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // the next encoding may fit
    }
  }
  throw new DomainError('validation', 'The file is neither UTF-8 nor GB18030 text: save it as CSV UTF-8.', {
    field: 'body',
  });
}
