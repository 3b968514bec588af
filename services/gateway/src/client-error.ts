import type { Socket } from 'node:net';
import { PROBLEMS, type Problem } from '@goalbeat/contracts/problem';
import { v7 as uuidv7 } from 'uuid';

const STATUS: Readonly<
  Record<string, [status: number, words: string, code: 'too-large' | 'validation' | 'unavailable']>
> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'too-large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'unavailable'],
};

/** What is no HTTP that we read, or never ends, is answered in our own words too, and its connection closed. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, words, code] = STATUS[error.code ?? ''] ?? [400, 'Bad Request', 'validation'];
  const problem: Problem = {
    type: `https://goalbeat.dev/problems/${code}`,
    title: PROBLEMS[code].title,
    status,
    code,
    correlationId: uuidv7(),
  };
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${words}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
