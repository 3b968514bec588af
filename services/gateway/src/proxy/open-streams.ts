import type { ServerResponse } from 'node:http';

/** Event streams that are open, by whom they are for: they end with the right to see them. */
export class OpenStreams {
  readonly #bySubject = new Map<string, Set<ServerResponse>>();

  add(subjects: readonly string[], stream: ServerResponse): void {
    for (const subject of subjects) {
      const streams = this.#bySubject.get(subject) ?? new Set();
      this.#bySubject.set(subject, streams.add(stream));
    }
    stream.once('close', () => {
      for (const subject of subjects) {
        const streams = this.#bySubject.get(subject);
        streams?.delete(stream);
        if (streams?.size === 0) this.#bySubject.delete(subject);
      }
    });
  }

  /** Whoever may still see it connects again by itself. @param subjects null = everybody's */
  end(subjects: ReadonlySet<string> | null): void {
    for (const subject of subjects ?? [...this.#bySubject.keys()]) {
      for (const stream of this.#bySubject.get(subject) ?? []) stream.destroy();
    }
  }
}
