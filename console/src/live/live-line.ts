import type { Change } from '../api/keys.js';

export type LineState = 'connecting' | 'up' | 'lost';

interface Heard {
  changed: (change: Change) => void;
  state: (state: LineState) => void;
}

/** Everything that changes for the reader; where the server does not have it yet, its desk alone. */
const LINES = ['/api/live', '/api/directory/v1/desk/stream'] as const;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

const changeIn = (data: unknown): Change | undefined => {
  if (typeof data !== 'string') return undefined;
  const { kind, id } = JSON.parse(data) as Partial<Change>;
  return typeof kind === 'string' ? { kind, id: typeof id === 'string' ? id : null } : undefined;
};

/** One stream of server-sent events, opened again for as long as somebody listens. */
export class LiveLine {
  #source: EventSource | undefined;
  #timer: number | undefined;
  #line = 0;
  #wait = FIRST_WAIT_MS;
  #closed = false;

  constructor(private readonly heard: Heard) {
    this.#open();
  }

  close(): void {
    this.#closed = true;
    window.clearTimeout(this.#timer);
    this.#source?.close();
  }

  /** The network is said to be back: no need to wait for the next try. */
  hurry(): void {
    if (this.#source?.readyState === EventSource.OPEN) {
      this.heard.state('up');
      return;
    }
    this.#wait = FIRST_WAIT_MS;
    this.#open();
  }

  #open(): void {
    window.clearTimeout(this.#timer);
    this.#source?.close();
    if (this.#closed) return;
    const source = new EventSource(LINES[this.#line] ?? LINES[0]);
    this.#source = source;
    let opened = false;
    source.addEventListener('open', () => {
      opened = true;
      this.#wait = FIRST_WAIT_MS;
      this.heard.state('up');
    });
    source.addEventListener('changed', ({ data }: MessageEvent<unknown>) => {
      const change = changeIn(data);
      if (change !== undefined) this.heard.changed(change);
    });
    source.addEventListener('desk', () => this.heard.changed({ kind: 'desk', id: null }));
    source.addEventListener('error', () => {
      // A stream that ends is opened again by the browser; a refusal closes it for good.
      if (source.readyState === EventSource.CLOSED) void this.#refused(opened);
      else this.heard.state('lost');
    });
  }

  async #refused(opened: boolean): Promise<void> {
    if (this.#closed) return;
    const line = LINES[this.#line] ?? LINES[0];
    // EventSource does not tell why: a server without this address is no broken connection.
    if (!opened && this.#line === 0 && (await isMissing(line))) {
      this.#line = 1;
      this.#open();
      return;
    }
    this.heard.state('lost');
    this.#timer = window.setTimeout(() => this.#open(), this.#wait);
    this.#wait = Math.min(LONGEST_WAIT_MS, this.#wait * 2);
  }
}

async function isMissing(address: string): Promise<boolean> {
  const ended = new AbortController();
  try {
    const { status } = await fetch(address, { headers: { accept: 'text/event-stream' }, signal: ended.signal });
    return status === 404;
  } catch {
    return false;
  } finally {
    ended.abort();
  }
}
