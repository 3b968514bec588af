import { afterEach, describe, expect, it } from '@jest/globals';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { limitedBody } from './limited-body.js';

const LIMIT = 4_000_000;
const PIECE = Buffer.alloc(64_000, 'x');

let server: Server;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
afterEach(async () => {
  agent.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Refuses as soon as the first bytes are there, and lets go of the body, as a client of a service does that answers early. */
async function refusing(): Promise<number> {
  server = createServer((incoming, answer) => {
    const body = limitedBody(incoming, LIMIT);
    body.once('data', () => {
      body.destroy();
      answer.writeHead(401).end('Sign in first.');
    });
    body.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function send(port: number, pieces: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: '127.0.0.1', method: 'POST', agent }, (answer) => {
      answer.resume();
      const status = answer.statusCode ?? 0;
      answer.once('end', () => {
        if (outgoing.writableEnded) resolve(status);
        else outgoing.once('finish', () => resolve(status));
      });
    });
    outgoing.once('error', reject);
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) reject(new Error('cut off while writing'));
    });
    let left = pieces;
    const next = (): void => {
      if (left === 0) outgoing.end();
      else {
        left -= 1;
        outgoing.write(PIECE, (error) => (error == null ? setImmediate(next) : undefined));
      }
    };
    next();
  });
}

describe('a body that nobody reads to its end', () => {
  it('is read all the same, so that the answer arrives and the connection stays', async () => {
    const port = await refusing();
    let connections = 0;
    server.on('connection', () => (connections += 1));
    for (let call = 0; call < 5; call += 1) expect(await send(port, 40)).toBe(401);
    expect(connections).toBe(1);
  });

  it('is not read for ever', async () => {
    const port = await refusing();
    await expect(send(port, 1_000)).rejects.toThrow(/cut off|EPIPE|ECONNRESET/);
  });
});
