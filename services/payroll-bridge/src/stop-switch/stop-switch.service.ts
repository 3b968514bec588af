import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type {
  AskRelease,
  PayoutStopView,
  ReleasePayouts,
  SetStopSwitch,
  StopSwitchView,
} from '@goalbeat/contracts/payroll/stop-switch-http';
import { requireMay, requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal, RoleGrant } from '@goalbeat/domain/access/roles';
import { requireFreshSignIn } from '@goalbeat/domain/access/step-up';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import type { z } from 'zod';
import type { LiveRoles } from '../organisation/counted-roles.js';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { PayoutStopRepository, type StopRow } from './payout-stop.repository.js';
import { ReleaseRules } from './release-rules.js';
import { RELEASE, STOP_SWITCH, StopEffects } from './stop-effects.js';

const RELEASE_PAYOUTS = 'payroll.stop-switch.release';

type View = z.infer<typeof StopSwitchView>;

/** Anybody answerable for pay stops payouts at once; it takes two people to let them go on. */
@Injectable()
export class StopSwitchService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly clock: RealClock,
    private readonly authority: MoneyAuthority,
    private readonly stops: PayoutStopRepository,
    private readonly effects: StopEffects,
    private readonly rules: ReleaseRules,
    private readonly engine: ApprovalEngine,
  ) {}

  /** @throws forbidden */
  view(principal: Principal): Promise<View> {
    requireScopes(principal, 'payroll.stop-switch.read');
    return this.uow.read(principal.tenantId, (tx) => this.#view(tx));
  }

  /** At once: asks nobody, also not directory. Already on: nothing changes, the first reason stays. @throws forbidden */
  set(command: CommandRequest, { reason }: z.infer<typeof SetStopSwitch>): Promise<View> {
    const { principal } = command;
    requireScopes(principal, 'payroll.stop-switch.set');
    return this.uow.command(command, async (tx) => {
      const setAt = await this.org.now(tx);
      const stop = { kind: 'switch' as const, reason, setAt, setBy: principal.personId, witness: null };
      const words = {
        title: `${bothLanguages('发放已停止', 'payouts are stopped')}：${reason.slice(0, 160)}`,
        reasonEn: reason,
      };
      if ((await this.effects.stop(tx, stop, words, actorOf(principal))) === undefined) tx.changedNothing();
      return this.#view(tx);
    });
  }

  /**
   * The first of two. Asked again by somebody else, the later one counts.
   * @throws step-up-required, unavailable, forbidden, not-found, stale-version, wrong-state (released already; after a restore:
   * not reconciled since), nobody-to-approve (nobody else may release), copy-behind
   */
  async askRelease(asked: CommandRequest, body: z.infer<typeof AskRelease>): Promise<View> {
    const { command, personId } = await this.#confirm(asked);
    return this.uow.command(command, async (tx) => {
      const stop = await this.#lock(tx, body);
      await this.rules.requireReady(tx, stop);
      const others = await this.rules.others(tx, command.principal);
      const at = await this.org.now(tx);
      const after = await this.stops.askRelease(tx, stop.id, personId, at, body.reason);
      await this.engine.closeTodos(tx, { subjectKind: RELEASE, subjectIds: [stop.id] });
      await this.engine.openTodo(tx, {
        subjectKind: RELEASE,
        subjectId: stop.id,
        title: `${bothLanguages('请复核并恢复发放', 'please confirm that payouts go on')}：${body.reason.slice(0, 160)}`,
        assigneeIds: others,
        cycleId: null,
        unitId: null,
        dueAt: null,
      });
      tx.log({
        subjectKind: STOP_SWITCH,
        subjectId: stop.id,
        action: 'release-asked',
        ...actorOf(command.principal),
        at,
        startedAt: after.setAt,
        reason: body.reason,
      });
      return this.#view(tx);
    });
  }

  /**
   * The second of two: another person, one of the two from finance, both by their roles at directory now.
   * @throws as `askRelease`; four-eyes (the one who asked), wrong-state (nobody has asked)
   */
  async release(asked: CommandRequest, body: z.infer<typeof ReleasePayouts>): Promise<View> {
    const { command, personId } = await this.#confirm(asked);
    const live = await this.#live(command.principal, personId, body.stop);
    return this.uow.command(command, async (tx) => {
      const stop = await this.#lock(tx, body);
      await this.rules.requireSecond(tx, stop, personId, live);
      await this.rules.requireReady(tx, stop);
      const at = await this.org.now(tx);
      const released = await this.stops.release(tx, stop.id, personId, at);
      await this.effects.released(tx, released, at, actorOf(command.principal));
      return this.#view(tx);
    });
  }

  async #confirm(asked: CommandRequest): Promise<{ command: CommandRequest; personId: string }> {
    const { principal } = asked;
    requireMay(principal, RELEASE_PAYOUTS, { tenantId: principal.tenantId });
    if (principal.personId === null) throw new DomainError('forbidden', 'Payouts are released by people.');
    requireFreshSignIn(principal, this.clock.now());
    const command = await this.authority.confirm(asked, RELEASE_PAYOUTS);
    requireMay(command.principal, RELEASE_PAYOUTS, { tenantId: principal.tenantId });
    return { command, personId: principal.personId };
  }

  /** What directory says now of both: our copy alone is not enough. @throws unavailable */
  async #live(principal: Principal, personId: string, stopId: string): Promise<LiveRoles> {
    const askedBy = await this.uow.read(principal.tenantId, (tx) => this.stops.askedBy(tx, stopId));
    const live = new Map<string, readonly RoleGrant[]>([[personId, principal.roles]]);
    if (askedBy !== null && askedBy !== personId)
      live.set(askedBy, await this.authority.rolesOf(principal, askedBy, RELEASE_PAYOUTS));
    return live;
  }

  async #lock(tx: Tx, { stop: id, version }: { stop: string; version: number }): Promise<StopRow> {
    const stop = await this.stops.lock(tx, id);
    if (stop.releasedAt !== null) {
      throw new DomainError('wrong-state', 'This stop has been released already.', { field: 'stop' });
    }
    if (stop.version !== version) {
      throw new DomainError('stale-version', 'Somebody asked for the release meanwhile: look again.', {
        field: 'version',
        details: { version: stop.version },
      });
    }
    return stop;
  }

  async #view(tx: Tx): Promise<View> {
    const stops = await this.stops.on(tx);
    return { stopped: stops.length > 0, stops: stops.map(stopView), inFlight: await this.stops.inFlight(tx) };
  }
}

function stopView({ releasedAt, ...stop }: StopRow): z.infer<typeof PayoutStopView> {
  void releasedAt;
  return stop;
}
