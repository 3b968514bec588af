import { Transform, type Readable } from 'node:stream';
import { DomainError } from '@goalbeat/domain/errors/domain-error';

/**
 * A body that comes in pieces tells its length only by ending. It is cut at the limit here, so that the service never sees a
 * body that is too large and the caller is told so, rather than that nobody answers.
 */
export function limitedBody(body: Readable, limit: number): Readable {
  let bytes = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= limit) done(null, chunk);
      else done(new DomainError('too-large', `At most ${limit} bytes here.`));
    },
  });
  body.once('error', (error) => limited.destroy(error));
  return body.pipe(limited);
}
