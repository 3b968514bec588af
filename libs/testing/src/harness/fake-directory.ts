import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AuthorizeAnswer } from '@goalbeat/contracts/directory/http';
import type { RoleGrant } from '@goalbeat/domain/access/roles';
import type { z } from 'zod';

/** What other services ask of directory: how far its changes are numbered, and who may decide now. Specs change it. */
export class FakeDirectory {
  /** Directory's change number. */
  seq = 0;
  /** Hangs up on whoever calls. */
  away = false;
  /** Ids of people whom it lets decide nothing. */
  readonly refused = new Set<string>();
  /** Ids of people whose roles it has taken away while a copy still has them. */
  readonly withoutRoles = new Set<string>();
  readonly #server: Server;
  readonly #rolesOf: (personId: string) => readonly RoleGrant[];

  private constructor(rolesOf: (personId: string) => readonly RoleGrant[]) {
    this.#rolesOf = rolesOf;
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  static async start(rolesOf: (personId: string) => readonly RoleGrant[] = () => []): Promise<FakeDirectory> {
    const directory = new FakeDirectory(rolesOf);
    await new Promise<void>((resolve) => directory.#server.listen(0, '127.0.0.1', resolve));
    return directory;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    request.on('end', () => {
      if (this.away) {
        request.socket.destroy();
        return;
      }
      const path = request.url ?? '';
      response.setHeader('content-type', 'application/json');
      if (path.startsWith('/internal/v1/org-version')) response.end(JSON.stringify({ seq: this.seq }));
      else if (path.startsWith('/internal/v1/authorize')) response.end(JSON.stringify(this.#authorize(text)));
      else response.writeHead(404).end('{}');
    });
  }

  #authorize(body: string): z.infer<typeof AuthorizeAnswer> {
    const { personId } = JSON.parse(body) as { personId: string };
    const roles = this.withoutRoles.has(personId) ? [] : [...this.#rolesOf(personId)];
    return { allowed: !this.refused.has(personId), roles };
  }
}
