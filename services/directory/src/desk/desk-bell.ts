import { Injectable } from '@nestjs/common';
import { Subject, filter, type Observable } from 'rxjs';

export interface DeskRing {
  tenantId: string;
  /** Whose tasks or stand-ins changed. */
  personIds: readonly string[];
}

export interface ChangedTask {
  taskId: string;
  version: number;
  /** The assignee, and whoever had it before. */
  personIds: readonly string[];
}

const REMEMBERED = 20_000;

/** Tells the open desks of this process that something changed; rung after the commit. */
@Injectable()
export class DeskBell {
  readonly #rings = new Subject<DeskRing>();
  readonly #open = new Map<string, number>();
  /** The consumer and the poll both tell: the second time says nothing new. */
  readonly #told = new Set<string>();

  ring(tenantId: string, personIds: readonly string[]): void {
    if (personIds.length > 0) this.#rings.next({ tenantId, personIds });
  }

  tasksChanged(tenantId: string, news: readonly ChangedTask[]): void {
    const fresh = news.filter(({ taskId, version }) => !this.#told.has(`${taskId} ${version}`));
    if (this.#told.size > REMEMBERED) this.#told.clear();
    for (const { taskId, version } of fresh) this.#told.add(`${taskId} ${version}`);
    this.ring(tenantId, [...new Set(fresh.flatMap((one) => one.personIds))]);
  }

  get all(): Observable<DeskRing> {
    return this.#rings;
  }

  of(tenantId: string): Observable<DeskRing> {
    return this.#rings.pipe(filter((ring) => ring.tenantId === tenantId));
  }

  /** Tenants with an open desk here. */
  get tenants(): string[] {
    return [...this.#open.keys()];
  }

  opened(tenantId: string): void {
    this.#open.set(tenantId, (this.#open.get(tenantId) ?? 0) + 1);
  }

  closed(tenantId: string): void {
    const left = (this.#open.get(tenantId) ?? 1) - 1;
    if (left > 0) this.#open.set(tenantId, left);
    else this.#open.delete(tenantId);
  }

  /** Ends every open stream: the process goes away. */
  end(): void {
    this.#rings.complete();
  }
}
