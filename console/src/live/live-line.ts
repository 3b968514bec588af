import type { Change } from '../api/keys.js';

export type LineState = 'connecting' | 'up' | 'lost';

interface Heard {
  changed: (change: Change, spreadMs: number) => void;
  state: (state: LineState) => void;
  /** Changes may have gone by unheard: read again all that is shown. */
  missed: () => void;
}

/** Everything that changes for the reader; where the server does not have it yet, its desk alone. */
const LINES = ['/api/live', '/api/directory/v1/desk/stream'] as const;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;
/** The server says something every 15 s: whoever hears nothing for so long hangs on a line that nobody holds any more. */
const SILENT_MS = 40_000;

const parse = (data: unknown): Record<string, unknown> =>
  typeof data === 'string' ? (JSON.parse(data) as Record<string, unknown>) : {};

/** One stream of server-sent events, opened again for as long as somebody listens. */
export class LiveLine {
  #source: EventSource | undefined;
  #timer: number | undefined;
  #silence: number | undefined;
  #line = 0;
  #wait = FIRST_WAIT_MS;
  #closed = false;
  #begun = false;

  constructor(private readonly heard: Heard) {
    this.#open();
  }

  close(): void {
    this.#closed = true;
    window.clearTimeout(this.#timer);
    window.clearTimeout(this.#silence);
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
    this.#listen();
    for (const sign of ['open', 'beat', 'changed', 'state']) source.addEventListener(sign, () => this.#listen());
    source.addEventListener('open', () => {
      opened = true;
      this.#wait = FIRST_WAIT_MS;
      this.heard.state('up');
    });
    source.addEventListener('changed', ({ data }: MessageEvent<unknown>) => {
      const { kind, id, spreadMs } = parse(data);
      if (typeof kind !== 'string') return;
      // What everybody hears at once must not be asked for by everybody at once.
      const spread = typeof spreadMs === 'number' ? Math.random() * spreadMs : 0;
      this.heard.changed({ kind, id: typeof id === 'string' ? id : null }, spread);
    });
    source.addEventListener('state', ({ data }: MessageEvent<unknown>) => {
      const live = parse(data)['live'] === true;
      this.heard.state(live ? 'up' : 'lost');
      // The first word of the first stream: everything was read a moment ago.
      if (live && this.#begun) this.heard.missed();
      this.#begun = true;
    });
    source.addEventListener('desk', () => this.heard.changed({ kind: 'desk', id: null }, 0));
    source.addEventListener('error', () => {
      // A stream that ends is opened again by the browser; a refusal closes it for good.
      if (source.readyState === EventSource.CLOSED) void this.#refused(opened);
      else this.heard.state('lost');
    });
  }

  /** From the last sign of life on; the other stream tells none. */
  #listen(): void {
    window.clearTimeout(this.#silence);
    if (this.#closed || this.#line !== 0) return;
    this.#silence = window.setTimeout(() => {
      this.heard.state('lost');
      this.#open();
    }, SILENT_MS);
  }

  async #refused(opened: boolean): Promise<void> {
    if (this.#closed) return;
    const line = LINES[this.#line] ?? LINES[0];
    // EventSource does not tell why: a server without this address is no broken connection.
    const status = opened ? 0 : await statusOf(line);
    if (status === 404 && this.#line === 0) {
      this.#line = 1;
      this.#open();
      return;
    }
    // Whoever is signed out is not waited for: the session is asked, and says so.
    if (status === 401) this.heard.changed({ kind: 'session', id: null }, 0);
    this.heard.state('lost');
    this.#timer = window.setTimeout(() => this.#open(), this.#wait);
    this.#wait = Math.min(LONGEST_WAIT_MS, this.#wait * 2);
  }
}

async function statusOf(address: string): Promise<number> {
  const ended = new AbortController();
  try {
    return (await fetch(address, { headers: { accept: 'text/event-stream' }, signal: ended.signal })).status;
  } catch {
    return 0;
  } finally {
    ended.abort();
  }
}
