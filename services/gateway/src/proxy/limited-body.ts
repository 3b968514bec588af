import { Transform, type Readable } from 'node:stream';
import { DomainError } from '@goalbeat/domain/errors/domain-error';

/**
 * A body that comes in pieces tells its length only by ending. It is cut at the limit here, so that the service never sees a
 * body that is too large and the caller is told so, rather than that nobody answers. Whoever has it may let go of it before its end,
 * as where a service refuses early: then the rest is read and thrown away, up to the limit, or else the caller, still writing,
 * finds a closed connection instead of the answer.
 */
export function limitedBody(body: Readable, limit: number): Readable {
  let bytes = 0;
  let cut = false;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      cut = bytes > limit;
      if (cut) done(new DomainError('too-large', `At most ${limit} bytes here.`));
      else done(null, chunk);
    },
  });
  body.once('error', (error) => limited.destroy(error));
  limited.once('close', () => {
    if (cut || body.readableEnded || body.destroyed) return;
    body.unpipe(limited);
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limit) body.destroy();
    });
    // Being let go of had paused it.
    body.resume();
  });
  return body.pipe(limited);
}
