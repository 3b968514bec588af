import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { Cycle } from '@goalbeat/api-client/wire-types';
import { pause, type Office } from '../people/office.js';
import type { Teller } from './teller.js';

const LOOK_MS = 350;
const LADDER = new Set(['reminded', 'escalated', 'handed-to-hr']);
/** Looks at the cycle and the process log as HR would, and passes on what is new. */
export class Watch {
  #stopped = false;
  #after: string | undefined;
  readonly #numbers = new Map<string, string>();
  readonly #told = new Set<string>();
  latest: Cycle | undefined;

  constructor(
    private readonly client: GoalbeatClient,
    private readonly office: Office,
    private readonly teller: Teller,
  ) {}

  stop(): void {
    this.#stopped = true;
  }

  async run(): Promise<void> {
    for await (const person of this.client.people()) this.#numbers.set(person.id, person.number);
    while (!this.#stopped) {
      await this.look().catch(() => undefined);
      this.teller.settle();
      await pause(LOOK_MS);
    }
  }

  async look(): Promise<void> {
    const cycle = await this.client.cycle(this.office.options.cycleId);
    this.latest = cycle;
    this.office.sawSteps(cycle);
    this.teller.cycle(cycle);
    await this.#readLog();
  }

  async #readLog(): Promise<void> {
    for (;;) {
      const page = await this.client.processLog('goals', { cycle: this.office.options.cycleId, after: this.#after });
      for (const row of page.items) {
        if (this.#told.has(row.id)) continue;
        this.#told.add(row.id);
        if (LADDER.has(row.action) || (row.actorKind === 'deadline' && row.reason === 'timeout')) {
          this.teller.ladder(row, (one) => ({
            owner: this.office.ownerOf(one.subjectId),
            numberOf: (id) => this.#numbers.get(id),
          }));
        }
      }
      // The last page has no cursor: the next look begins there anew, and skips what it has told.
      if (page.next === null) return;
      this.#after = page.next;
    }
  }
}
