import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands before a server so that a test may take it away and bring it back. */
export class TcpProxy {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  port = 0;

  constructor(private readonly target: { host: string; port: number }) {}

  async start(): Promise<void> {
    const server = createServer((inward) => {
      const outward = connect(this.target.port, this.target.host);
      for (const [one, other] of [
        [inward, outward],
        [outward, inward],
      ] as const) {
        this.#sockets.add(one);
        one.on('error', () => undefined);
        one.on('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Cuts every connection; the port refuses until `start`. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) =>
      this.#server === undefined ? resolve() : this.#server.close(() => resolve()),
    );
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
