import { request } from 'node:http';

/** The launcher's control interface: HTTP on a unix socket. */
export class Control {
  constructor(private readonly socket: string) {}

  async ask(method: 'GET' | 'POST', path: string): Promise<{ status: number; body: string }> {
    return await new Promise((resolve, reject) => {
      const call = request({ socketPath: this.socket, method, path }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => (body += text));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
        response.on('error', reject);
      });
      call.on('error', reject);
      call.end();
    });
  }

  /** @throws when the launcher refuses: not ours to stop, or nothing to kill */
  async act(verb: 'kill' | 'stop' | 'start' | 'restart', name: string, query = ''): Promise<void> {
    const { status, body } = await this.ask('POST', `/${verb}/${name}${query}`);
    if (status !== 200) throw new Error(`${verb} ${name}: ${body.trim()}`);
  }

  /** @throws when something is not back within the time */
  async ready(timeoutMs: number): Promise<void> {
    const { status, body } = await this.ask('GET', `/ready?timeout=${timeoutMs}`);
    if (status !== 200) throw new Error(`not healthy again: ${body.trim()}`);
  }
}
