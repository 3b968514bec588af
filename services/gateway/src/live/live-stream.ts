import type { ServerResponse } from 'node:http';
import type { LiveState } from '@goalbeat/contracts/live-changes';

/** Two heartbeats: whoever has taken nothing for so long has gone without saying so. */
const GONE_AFTER_MS = 30_000;
/** Browsers come back by themselves; not all at the same moment after a gateway was replaced. */
const RETRY_MS = [500, 2_500] as const;

export interface Listener {
  tenantId: string;
  personId: string | null;
  sessionId: string;
}

export const stateEvent = (live: boolean): string => {
  const state: LiveState = { live };
  return `event: state\ndata: ${JSON.stringify(state)}\n\n`;
};

/** One open page. A slow one is not waited for: it hears that it missed something once it can hear again. */
export class LiveStream {
  #behindSince: number | null = null;

  /** @param isLive what to tell it after it was slow */
  constructor(
    readonly listener: Listener,
    private readonly raw: ServerResponse,
    isLive: () => boolean,
  ) {
    raw.write(`retry: ${Math.round(RETRY_MS[0] + Math.random() * (RETRY_MS[1] - RETRY_MS[0]))}\n\n`);
    raw.on('drain', () => {
      if (this.#behindSince === null) return;
      this.#behindSince = null;
      this.send(stateEvent(isLive()));
    });
  }

  send(text: string): void {
    if (this.#behindSince !== null || this.raw.destroyed || this.raw.writableEnded) return;
    if (!this.raw.write(text)) this.#behindSince = Date.now();
  }

  /** So that nothing in between takes the silence for an end, and a page that hears nothing knows that the line is dead. */
  beat(): void {
    if (this.#behindSince !== null && Date.now() - this.#behindSince > GONE_AFTER_MS) this.raw.destroy();
    else this.send('event: beat\ndata: {}\n\n');
  }

  end(): void {
    this.raw.end();
  }
}
