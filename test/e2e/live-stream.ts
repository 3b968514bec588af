import { installation } from './installation.js';
import { present } from './until.js';

export interface Heard {
  type: string;
  data: { kind?: string; id?: string | null; live?: boolean };
  /** performance.now() */
  at: number;
}

/** A browser's open stream of changes. */
export class LiveStream {
  readonly heard: Heard[] = [];
  readonly #abort = new AbortController();

  static async open(cookie: string): Promise<LiveStream> {
    const stream = new LiveStream();
    const init = { headers: { cookie }, signal: stream.#abort.signal };
    const response = await fetch(`${installation.url}/api/live`, init);
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    void stream.#read(present(response.body, 'stream'));
    return stream;
  }

  close(): void {
    this.#abort.abort();
  }

  get isLive(): boolean {
    return this.heard.findLast(({ type }) => type === 'state')?.data.live === true;
  }

  changes(kind: string): (string | null | undefined)[] {
    return this.heard.filter(({ type, data }) => type === 'changed' && data.kind === kind).map(({ data }) => data.id);
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of body) {
        const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) this.#take(block);
      }
    } catch {
      // Closed by us, or ended with the session.
    }
  }

  #take(block: string): void {
    const event = /^event: (\w+)\ndata: (.*)$/.exec(block);
    if (event === null) return;
    const data = JSON.parse(event[2] ?? '{}') as Heard['data'];
    this.heard.push({ type: event[1] ?? '', data, at: performance.now() });
  }
}
