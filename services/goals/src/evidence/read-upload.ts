import '@fastify/multipart';
import { basename } from 'node:path';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { FastifyRequest } from 'fastify';
import type { Upload } from './evidence.service.js';

const MAX_BYTES = 10 * 1024 * 1024;
const NAME_LENGTH = 200;

const asked = (message: string): DomainError => new DomainError('validation', `file: ${message}`, { field: 'file' });

/**
 * The one file of a multipart request.
 * @throws unsupported-media (not multipart), validation (no file, several), too-large (over 10 MB)
 */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) {
    throw new DomainError('unsupported-media', 'Send one file as multipart/form-data.', { field: 'file' });
  }
  let upload: Upload | undefined;
  // One more than allowed, so that a second file is refused by name rather than dropped.
  for await (const part of request.parts({ limits: { fileSize: MAX_BYTES, files: 2, fields: 5, parts: 8 } })) {
    if (part.type !== 'file') continue;
    const bytes = await part.toBuffer();
    if (upload !== undefined) throw asked('send one file at a time');
    upload = { name: nameOf(part.filename), declaredType: part.mimetype, bytes };
  }
  if (upload === undefined) throw asked('is missing');
  return upload;
}

/** What the person called it, without any path or control character. */
function nameOf(given: string | undefined): string {
  const name = basename((given ?? '').replaceAll('\\', '/'))
    // eslint-disable-next-line no-control-regex -- control characters are what is taken out
    .replaceAll(/[\u0000-\u001f\u007f]/g, '')
    .trim()
    .slice(-NAME_LENGTH);
  return name === '' ? 'file' : name;
}
