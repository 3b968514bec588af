/** One browser's open stream: what came, in order. */
export class EventStream {
  readonly events: { type: string; data: Record<string, unknown> }[] = [];
  ended = false;
  readonly #abort = new AbortController();
  #rest = '';

  private constructor(readonly response: Response) {}

  /** Resolves with the first answer; whoever is refused looks at `response`. */
  static async open(url: string, headers: Record<string, string>): Promise<EventStream> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    const stream = new EventStream(response);
    stream.#abort.signal.addEventListener('abort', () => abort.abort());
    void stream.#read();
    return stream;
  }

  close(): void {
    this.#abort.abort();
  }

  of(type: string): Record<string, unknown>[] {
    return this.events.filter((event) => event.type === type).map(({ data }) => data);
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.response.body ?? []) this.#take(decoder.decode(chunk, { stream: true }));
    } catch {
      // Ended by us, or by the gateway.
    }
    this.ended = true;
  }

  #take(text: string): void {
    const blocks = (this.#rest + text).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line) => [line.split(': ', 1)[0], line.slice(line.indexOf(': ') + 2)]),
      );
      const type = fields.get('event');
      if (type !== undefined) {
        this.events.push({ type, data: JSON.parse(fields.get('data') ?? '{}') as Record<string, unknown> });
      }
    }
  }
}
