import { Injectable } from '@nestjs/common';
import type { ChangeUnit, OrgChangePage, OrgChangeQuery } from '@goalbeat/contracts/directory/organisation-http';
import { requireMay, requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { lockChanges } from '../organisation/changes.js';
import { findPerson } from '../person/person.repository.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { stateAt } from '../timeline/fold-facts.js';
import { foldUnits, loadTimelines, replaceTimelines } from '../timeline/timeline.repository.js';
import type { UnitFields, UnitPatch } from '../timeline/unit-patch.js';
import { findUnit, saveUnits, type UnitRow } from '../unit/unit.repository.js';
import { addChanges, lockChange, settleChanges, type ChangeRow } from './change.repository.js';
import { effectOn, listChanges, logChange, mayBeTakenBack, newChange } from './change-record.js';
import { applyDue } from './apply-due.js';
import { refuseRing } from './refuse-ring.js';

type Wanted = z.infer<typeof ChangeUnit>;

@Injectable()
export class UnitChangeService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /**
   * Renames or moves a unit or gives it another head from a day on: at once for today and past days, planned for later ones.
   * @throws not-found, forbidden, stale-version, unknown-unit, unknown-person, validation, wrong-state for the root or a ring
   */
  change(command: CommandRequest, unitId: string, wanted: Wanted): Promise<ChangeRow> {
    requireMay(command.principal, 'directory.units.write', { tenantId: command.principal.tenantId });
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const now = await tenantNow(tx, this.clock.now());
      await applyDue(tx, now);
      const unit = await known(tx, unitId);
      if (unit.version !== wanted.version) {
        throw new DomainError('stale-version', 'The unit was changed meanwhile. Read again.', { field: 'version' });
      }
      const patch = await patchOf(tx, unit, wanted);
      const segments = (await loadTimelines<UnitFields>(tx, 'unit', [unit.id])).get(unit.id) ?? [];
      const { effectiveOn, reason } = wanted;
      const effect = effectOn({ kind: 'unit', day: effectiveOn, zone: unit.zone, now }, segments);
      if (patch.parentId !== undefined) {
        await refuseRing(
          tx,
          'unit',
          { id: unit.id, to: patch.parentId, from: effect.at, zone: unit.zone },
          'set.parentId',
        );
      }
      const wish = { kind: 'unit', subjectId: unit.id, effectiveOn, reason, set: { ...patch } } as const;
      const row = newChange(wish, effect, command.principal, now);
      await addChanges(tx, [row]);
      if (effect.planned) await replaceTimelines(tx, 'unit', await foldUnits(tx, [unit.id]));
      else await saveUnits(tx, [{ id: unit.id, patch, from: effect.at }], now);
      logChange(tx, command.principal, row, effect.planned ? 'change-planned' : 'changed', now);
      return row;
    });
  }

  /** What was asked for with a day, newest first. @throws not-found, forbidden */
  list(
    principal: Principal,
    unitId: string,
    query: z.infer<typeof OrgChangeQuery>,
  ): Promise<z.infer<typeof OrgChangePage>> {
    requireScopes(principal, 'directory.changes.read');
    return this.work.read(principal.tenantId, async (tx) => {
      const unit = await known(tx, unitId);
      requireMay(principal, 'directory.changes.read', { tenantId: tx.tenantId, unitPath: unit.path });
      return listChanges(tx, { kind: 'unit', id: unitId }, query);
    });
  }

  /** Takes back what has not taken effect yet. @throws not-found, forbidden, wrong-state when it has */
  cancel(command: CommandRequest, unitId: string, changeId: string): Promise<ChangeRow> {
    requireMay(command.principal, 'directory.units.write', { tenantId: command.principal.tenantId });
    return this.work.command(command, async (tx) => {
      await lockChanges(tx);
      const now = await tenantNow(tx, this.clock.now());
      await applyDue(tx, now);
      const row = await lockChange(tx, 'unit', unitId, changeId);
      if (!mayBeTakenBack(tx, row)) return row;
      await settleChanges(tx, [row.id], 'cancelled', now);
      const timelines = await foldUnits(tx, [unitId]);
      await replaceTimelines(tx, 'unit', timelines);
      if ('parentId' in row.set) {
        const to = stateAt(timelines.get(unitId) ?? [], row.effectiveAt)?.parentId ?? null;
        const { zone } = await known(tx, unitId);
        await refuseRing(tx, 'unit', { id: unitId, to, from: row.effectiveAt, zone }, 'changeId');
      }
      logChange(tx, command.principal, row, 'change-cancelled', now);
      return { ...row, state: 'cancelled', settledAt: now };
    });
  }
}

async function known(tx: Tx, unitId: string): Promise<UnitRow> {
  const unit = await findUnit(tx, unitId);
  if (unit === undefined) throw new DomainError('not-found', 'There is no such unit here.');
  return unit;
}

async function patchOf(tx: Tx, unit: UnitRow, { set }: Wanted): Promise<UnitPatch> {
  const patch: UnitPatch = {};
  if (set.name !== undefined) patch.name = set.name;
  if (set.parentId !== undefined) {
    if (unit.parentId === null)
      throw new DomainError('wrong-state', 'The root stays on top.', { field: 'set.parentId' });
    if ((await findUnit(tx, set.parentId)) === undefined)
      throw new DomainError('unknown-unit', 'There is no such unit.', { field: 'set.parentId' });
    patch.parentId = set.parentId;
  }
  if (set.headPersonId !== undefined) {
    const head = set.headPersonId === null ? null : await findPerson(tx, set.headPersonId);
    if (head === undefined)
      throw new DomainError('unknown-person', 'There is no such person.', { field: 'set.headPersonId' });
    patch.headPersonId = head?.id ?? null;
    patch.headNumber = head?.number ?? null;
  }
  return patch;
}
