import { connect } from 'node:net';

/** True when the address answers 200 within two seconds. */
export const answersHttp = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
};

/** Opens a connection, says `greeting`, and judges the first bytes of the answer; without a greeting, that it opens. */
export const answersTcp = async (
  host: string,
  port: number,
  greeting?: Buffer,
  accepts: (answer: Buffer) => boolean = () => true,
): Promise<boolean> =>
  await new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2_000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('close', () => end(false));
    socket.once('data', (data) => end(accepts(data)));
    socket.once('connect', () => (greeting === undefined ? end(true) : socket.write(greeting)));
  });

// An AMQP 0-9-1 broker that is up answers the protocol header with a method frame (type 1): Connection.Start.
const amqpHeader = Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1]);

export const answersAmqp = async (host: string, port: number): Promise<boolean> =>
  await answersTcp(host, port, amqpHeader, (answer) => answer[0] === 1);
