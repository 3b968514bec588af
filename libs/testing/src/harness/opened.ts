/**
 * What a spec has opened so far, to be closed in the opposite order: all of it, also where the rest could not be opened. A process
 * that a failing spec leaves behind would take the work of those that come after it.
 */
export class Opened {
  readonly #closings: (() => unknown)[] = [];

  add<T>(thing: T, close: (its: T) => unknown): T {
    this.#closings.push(() => close(thing));
    return thing;
  }

  /** @throws what the first failing one threw, after all have been closed */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (let close = this.#closings.pop(); close !== undefined; close = this.#closings.pop()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
