import { ApiProblem } from '@goalbeat/api-client/api-problem';
import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { DeskItem } from '@goalbeat/api-client/wire-types';
import { pause, type Office } from './office.js';
import type { StuckTask, Subject } from './week-plan.js';

const LOOK_MS = 200;
const BULK = 200;
const RETURN_REASON = {
  plan: '目标偏低，请参考上周完成情况调整后再提交',
  report: '请补充说明差异原因后再提交',
} as const;

interface SheetTask extends DeskItem {
  approvalId: string;
  subject: Subject;
  owner: string;
}

/** Somebody who clears their desk. Tasks are found there and nowhere else. */
export class Decider {
  constructor(
    private readonly office: Office,
    readonly number: string,
    private readonly onReturned: (owner: string, subject: Subject) => void,
  ) {}

  /** Decides what lies there, until all that should have come has come. */
  async clear(): Promise<void> {
    const client = await this.office.client(this.number);
    for (;;) {
      for (const task of await this.#sheetTasks(client)) {
        if (!this.#isIgnored(task)) await this.#decideOne(client, task);
      }
      if (this.#missing().length === 0) return;
      await pause(LOOK_MS);
    }
  }

  /** HR's way: each bundle with one click, and what is not bundled with another, at most 200 at once. */
  async clearInBulk(): Promise<void> {
    const client = await this.office.client(this.number);
    for (;;) {
      const tasks = (await this.#sheetTasks(client)).filter((task) => !this.#isIgnored(task));
      for (const [bundleId, members] of Map.groupBy(tasks, (task) => task.bundleId)) {
        for (let n = 0; n < members.length; n += BULK) {
          await this.#decideMany(client, bundleId, members.slice(n, n + BULK));
        }
      }
      if (this.#missing().length === 0) return;
      await pause(LOOK_MS);
    }
  }

  /** Waits for one sheet's task to look as told, then decides it. */
  async decideWhen(owner: string, subject: Subject, ready: (task: DeskItem) => boolean): Promise<void> {
    const client = await this.office.client(this.number);
    for (;;) {
      const task = (await this.#sheetTasks(client)).find((one) => one.owner === owner && one.subject === subject);
      if (task !== undefined && ready(task)) return this.#decideOne(client, task);
      await pause(LOOK_MS);
    }
  }

  /** Expected and decidable: what is ignored is not waited for. */
  #missing(): string[] {
    const ignored = new Set(
      this.#stuck().flatMap((one) => {
        const sheetId = this.office.sheetOf(one.owner);
        return sheetId === undefined ? [] : [`${one.subject}:${sheetId}`];
      }),
    );
    return this.office.expectedOf(this.number).filter((key) => !ignored.has(key));
  }

  async #sheetTasks(client: GoalbeatClient): Promise<SheetTask[]> {
    const found: SheetTask[] = [];
    let after: string | undefined;
    do {
      const desk = await client.desk({ kind: 'decision', after });
      for (const item of desk.items) {
        const owner = this.office.ownerOf(item.subjectId);
        const subject = item.subjectKind === 'plan' || item.subjectKind === 'report' ? item.subjectKind : undefined;
        if (owner === undefined || subject === undefined || item.approvalId === null) continue;
        const task: SheetTask = { ...item, approvalId: item.approvalId, subject, owner };
        if (item.bundleId === null) found.push(task);
        else found.push(...(await this.#membersOf(client, item.bundleId, task)));
      }
      after = desk.next ?? undefined;
    } while (after !== undefined);
    return found;
  }

  /** The desk shows one of them; by the time it is looked at, somebody else may have decided them all. */
  async #membersOf(client: GoalbeatClient, bundleId: string, shown: SheetTask): Promise<SheetTask[]> {
    try {
      const { items } = await client.bundle('goals', bundleId);
      return items.flatMap(({ approvalId, taskId, taskVersion, subjectId, title }) => {
        const owner = this.office.ownerOf(subjectId);
        if (owner === undefined) return [];
        return [{ ...shown, approvalId, taskId, version: taskVersion, subjectId, title, owner, bundled: 1 }];
      });
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'not-found') return [];
      throw error;
    }
  }

  /** Tasks that this person lets lie: as the lead who forgets, or as the manager above who does not look either. */
  #stuck(): StuckTask[] {
    const { organisation, plan } = this.office.options;
    return plan.stuck.filter(({ lead, ends }) => {
      if (lead === this.number) return true;
      return ends === 'decided-by-deadline' && organisation.person(lead).manager === this.number;
    });
  }

  #isIgnored(task: SheetTask): boolean {
    return this.#stuck().some((one) => one.owner === task.owner && one.subject === task.subject);
  }

  async #decideOne(client: GoalbeatClient, task: SheetTask): Promise<void> {
    const returns = this.#returns(task);
    try {
      const result = await client.decide('goals', task.approvalId, {
        taskId: task.taskId,
        taskVersion: task.version,
        decision: returns ? 'return' : 'approve',
        ...(returns ? { comment: RETURN_REASON[task.subject] } : {}),
      });
      this.#decided(task, returns ? 'returned' : result.state === 'open' ? 'next-step' : 'approved');
    } catch (error) {
      if (!isOver(error)) throw error;
      this.office.settle(this.number, task.subject, task.subjectId);
    }
  }

  async #decideMany(client: GoalbeatClient, bundleId: string | null, tasks: SheetTask[]): Promise<void> {
    const seen = tasks.map(({ approvalId, taskId, version }) => ({ approvalId, taskId, taskVersion: version }));
    const decision = 'approve' as const;
    const { results } =
      bundleId === null
        ? await client.decideMany('goals', { decisions: seen.map((one) => ({ ...one, decision })) })
        : await client.decideBundle('goals', bundleId, {
            decision,
            seen: seen.map(({ approvalId, taskVersion }) => ({ approvalId, taskVersion })),
          });
    results.forEach((result, n) => {
      const task = tasks[n];
      if (task === undefined) return;
      if (result.ok) this.#decided(task, result.state === 'open' ? 'next-step' : 'approved');
      else if (result.code === 'already-decided') this.office.settle(this.number, task.subject, task.subjectId);
    });
  }

  #decided(task: SheetTask, outcome: 'approved' | 'returned' | 'next-step'): void {
    const { office, number } = this;
    office.settle(number, task.subject, task.subjectId);
    if (outcome === 'next-step') office.expect(office.hrFor(task.owner), task.subject, task.subjectId);
    if (outcome === 'returned') {
      office.options.story.returned(task.owner, number, task.subject);
      this.onReturned(task.owner, task.subject);
    } else {
      office.options.story.decided(number, task.standsInFor?.name ?? null, task.owner, task.subject);
    }
  }

  /** Once a sheet: what comes back mended is taken. */
  readonly #returnedBefore = new Set<string>();
  #returns(task: SheetTask): boolean {
    const { organisation, plan } = this.office.options;
    const mine = this.office.deciderFor(organisation.person(task.owner).manager) === this.number;
    const wanted = plan.returned.some((one) => one.owner === task.owner && one.subject === task.subject);
    if (!mine || !wanted || this.#returnedBefore.has(task.subjectId)) return false;
    this.#returnedBefore.add(task.subjectId);
    return true;
  }
}

/** Somebody or the deadline was first, or our own answer was lost on the way. */
const isOver = (error: unknown): boolean => error instanceof ApiProblem && error.code === 'already-decided';
