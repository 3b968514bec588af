import { Injectable, type MessageEvent } from '@nestjs/common';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import {
  EMPTY,
  bufferTime,
  catchError,
  concat,
  defer,
  endWith,
  filter,
  finalize,
  from,
  ignoreElements,
  interval,
  merge,
  of,
  switchMap,
  takeUntil,
  tap,
  timer,
  type Observable,
} from 'rxjs';
import { delegationsInForce } from '../delegation/delegation.repository.js';
import { personOf } from '../identity/person-of.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { DeskBell } from './desk-bell.js';
import { delegatorsOf } from '@goalbeat/domain/approval/delegation';

const HEARTBEAT_MS = 15_000;
/** Many tasks at once (a bulk decision) are one piece of news. */
const COALESCE_MS = 50;
/** No longer than a token lives: whoever signed out hears nothing for long. Browsers reconnect by themselves. */
const LIFE_MS = 300_000;

/** Server-sent events: `desk` says "read your desk again", `heartbeat` says the line is up. */
@Injectable()
export class DeskStream {
  constructor(
    private readonly bell: DeskBell,
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  open(principal: Principal): Observable<MessageEvent> {
    const me = personOf(principal);
    const { tenantId } = principal;
    requireMay(principal, 'directory.desk.read', { tenantId, personId: me });
    let watched = new Set([me]);
    const watch = () =>
      from(this.#standIns(tenantId, me)).pipe(
        tap((people) => {
          watched = new Set([me, ...people]);
        }),
        // The database may be away for a moment: the next heart-beat looks again.
        catchError(() => EMPTY),
        ignoreElements(),
      );
    const rings = this.bell.of(tenantId).pipe(
      filter(({ personIds }) => personIds.some((id) => watched.has(id))),
      bufferTime(COALESCE_MS),
      filter((batch) => batch.length > 0),
      switchMap((batch) =>
        concat(batch.some(({ personIds }) => personIds.includes(me)) ? watch() : EMPTY, of(this.#message('desk'))),
      ),
    );
    const beats = interval(HEARTBEAT_MS).pipe(switchMap(() => watch().pipe(endWith(this.#message('heartbeat')))));
    const ended = merge(timer(LIFE_MS), this.bell.of(tenantId).pipe(ignoreElements(), endWith(null)));
    return defer(() => {
      this.bell.opened(tenantId);
      return merge(watch().pipe(endWith(this.#message('desk'))), rings, beats);
    }).pipe(
      takeUntil(ended),
      finalize(() => this.bell.closed(tenantId)),
    );
  }

  #message(type: 'desk' | 'heartbeat'): MessageEvent {
    return { type, data: { at: this.clock.instant() }, retry: 1_000 };
  }

  #standIns(tenantId: string, me: string): Promise<string[]> {
    return this.work.read(tenantId, async (tx) => {
      const now = await tenantNow(tx, this.clock.now());
      return delegatorsOf(me, await delegationsInForce(tx, now));
    });
  }
}
