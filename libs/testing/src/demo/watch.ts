import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { Cycle, ProcessLogRow } from '@goalbeat/api-client/wire-types';
import { pause, type Office } from '../people/office.js';
import type { Teller } from './teller.js';

const LOOK_MS = 350;
const LADDER = new Set(['reminded', 'escalated', 'handed-to-hr']);
const SUBJECT_WORDS: Readonly<Record<string, string>> = {
  plan: '目标计划',
  report: '完成情况',
  'bonus-list': '奖金清单',
};

/** Looks at the cycle and the process log as HR would, and passes on what is new. */
export class Watch {
  #stopped = false;
  #after: string | undefined;
  readonly #names = new Map<string, string>();
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
    for await (const person of this.client.people()) this.#names.set(person.id, person.name);
    while (!this.#stopped) {
      await this.look().catch(() => undefined);
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
          this.teller.ladder(row, (one) => ({ title: this.#title(one), nameOf: (id) => this.#names.get(id) ?? '…' }));
        }
      }
      // The last page has no cursor: the next look begins there anew, and skips what it has told.
      if (page.next === null) return;
      this.#after = page.next;
    }
  }

  #title(row: ProcessLogRow): string {
    const owner = this.office.ownerOf(row.subjectId);
    const name = owner === undefined ? '' : this.office.options.organisation.name(owner);
    return `${name} ${SUBJECT_WORDS[row.subjectKind] ?? row.subjectKind}`.trim();
  }
}
