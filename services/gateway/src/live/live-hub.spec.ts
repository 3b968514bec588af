import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LiveHub } from './live-hub.js';
import { LiveStream, type Listener } from './live-stream.js';

/** A page's end of the line: takes what is written, or is full. */
class Page extends EventEmitter {
  heard = '';
  full = false;
  destroyed = false;
  writableEnded = false;
  write(text: string): boolean {
    this.heard += text;
    return !this.full;
  }
  destroy(): void {
    this.destroyed = true;
  }
  end(): void {
    this.writableEnded = true;
  }
  events(): unknown[] {
    return [...this.heard.matchAll(/event: changed\ndata: (.*)\n\n/g)].map(([, data]) => JSON.parse(data ?? ''));
  }
  states(): unknown[] {
    return [...this.heard.matchAll(/event: state\ndata: (.*)\n\n/g)].map(([, data]) => JSON.parse(data ?? ''));
  }
}

let trusted = true;
let hub: LiveHub;
beforeEach(() => {
  jest.useFakeTimers();
  trusted = true;
  hub = new LiveHub({ trusted: () => trusted });
  hub.connected(true);
});
afterEach(() => {
  hub.stop();
  jest.useRealTimers();
});

function open(listener: Partial<Listener> = {}): { page: Page; stream: LiveStream } {
  const page = new Page();
  const whose = { tenantId: 'acme', personId: 'ann', sessionId: 's1', ...listener };
  const stream = new LiveStream(whose, page as unknown as ServerResponse, () => hub.isLive);
  hub.add(stream);
  return { page, stream };
}
const sheet = (id: string | null) => ({ kind: 'goal-sheet', id });

describe('open pages', () => {
  it('hear what changes in their company and nothing of another', () => {
    const [ours, theirs] = [open().page, open({ tenantId: 'other' }).page];
    hub.heard('acme', [sheet('1'), sheet('2')]);
    hub.heard('acme', [sheet('1')]);
    jest.advanceTimersByTime(100);
    expect(ours.events()).toEqual([sheet('1'), sheet('2')]);
    expect(theirs.events()).toEqual([]);
  });

  it('hear of desks that are theirs alone', () => {
    const [ann, bob] = [open().page, open({ personId: 'bob', sessionId: 's2' }).page];
    hub.heard('acme', [{ kind: 'desk', id: 'bob', to: 'bob' }, sheet('1')]);
    jest.advanceTimersByTime(100);
    expect(ann.events()).toEqual([sheet('1')]);
    expect(bob.events()).toEqual([sheet('1'), { kind: 'desk', id: 'bob' }]);
  });

  it('hear kinds, a second apart, when there is more than they can read', () => {
    const { page } = open();
    for (let n = 0; n < 10; n++) {
      hub.heard(
        'acme',
        Array.from({ length: 60 }, (_, i) => sheet(`${n} ${i}`)),
      );
      jest.advanceTimersByTime(100);
    }
    expect(page.events().length).toBeLessThan(60);
    expect(page.events().at(-1)).toMatchObject({ kind: 'goal-sheet', id: null, spreadMs: 2 });
  });

  it('are told when they may have missed something, and when the line is up again', () => {
    const { page } = open();
    hub.connected(false);
    hub.heard('acme', [sheet('1')]);
    jest.advanceTimersByTime(200);
    hub.connected(true);
    expect(page.states()).toEqual([{ live: true }, { live: false }, { live: true }]);
    expect(page.events()).toEqual([]);
  });

  it('hear nothing while nobody confirms that their sessions are open', () => {
    const { page } = open();
    trusted = false;
    hub.heard('acme', [sheet('1')]);
    jest.advanceTimersByTime(100);
    expect(page.events()).toEqual([]);
    trusted = true;
    jest.advanceTimersByTime(1_000);
    expect(page.states()).toEqual([{ live: true }, { live: false }, { live: true }]);
  });

  it('that are slow are not waited for, read everything again, and go when they never can', () => {
    const { page } = open();
    page.full = true;
    hub.heard('acme', [sheet('1')]);
    jest.advanceTimersByTime(100);
    hub.heard('acme', [sheet('2')]);
    jest.advanceTimersByTime(100);
    expect(page.events()).toEqual([sheet('1')]);
    page.full = false;
    page.emit('drain');
    expect(page.states()).toEqual([{ live: true }, { live: true }]);
    page.full = true;
    jest.advanceTimersByTime(60_000);
    expect(page.destroyed).toBe(true);
  });

  it('are so many of one sign-in, and leave nothing behind', () => {
    const pages = Array.from({ length: 20 }, () => open());
    expect(() => hub.requireRoom('s1')).toThrow(/At most 20/);
    expect(() => hub.requireRoom('s2')).not.toThrow();
    for (const { stream } of pages) hub.remove(stream);
    expect(() => hub.requireRoom('s1')).not.toThrow();
    expect(hub.size).toBe(0);
  });
});
