import { Injectable } from '@nestjs/common';
import type { ChangeCycle, CycleChange, CycleChangePage, CycleChangeView } from '@goalbeat/contracts/goals/cycle-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Principal } from '@goalbeat/domain/access/roles';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows, type Page, type PageQuery } from '@goalbeat/service-kit/http/pages';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { requireHr, requireUnits } from '../access/require-units.js';
import { requireVersion } from '../cycle/cycle-news.js';
import { CycleRepository, type CycleRow } from '../cycle/cycle.repository.js';
import { ChangeEffects } from './change-effects.js';
import { CycleChangeRepository, type NumberedRow } from './cycle-change.repository.js';
import { fingerprintOf } from './change-table.js';
import { requireChangeable } from './may-change.js';
import { WorkOut, type WorkedOut } from './work-out.js';

type Body = z.infer<typeof ChangeCycle>;
type Change = z.infer<typeof CycleChange>;
type View = z.infer<typeof CycleChangeView>;

const ACTION = 'goals.cycle.change';

/** HR changes a running cycle: first a look at who changes by how much, then exactly that. */
@Injectable()
export class CycleChangeService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cycles: CycleRepository,
    private readonly changes: CycleChangeRepository,
    private readonly work: WorkOut,
    private readonly effects: ChangeEffects,
    private readonly org: OrgCopy,
  ) {}

  /**
   * A dry run changes nothing; the change itself wants the dry run's fingerprint and is refused when it would do anything else.
   * @throws not-found, forbidden, four-eyes, validation (names the field), stale-version (version, fingerprint), wrong-state,
   * unavailable (rules or plans cannot be asked about)
   */
  async change(command: CommandRequest, id: string, body: Body): Promise<View> {
    const { principal } = command;
    requireHr(principal, ACTION);
    if (!body.dryRun && body.fingerprint === undefined) {
      throw new DomainError('validation', 'fingerprint: make a dry run first and send its fingerprint', {
        field: 'fingerprint',
      });
    }
    const cycle = await this.uow.read(principal.tenantId, (tx) => this.#mine(tx, principal, id));
    const known = await this.work.ask(principal.tenantId, cycle, body.change);
    if (body.dryRun) {
      return this.uow.read(principal.tenantId, async (tx) => {
        const { view, out } = await this.#workedOut(tx, principal, await this.#mine(tx, principal, id), body, known);
        return { ...view, rows: out.table.rows.slice(0, body.limit) };
      });
    }
    return this.uow.command(command, async (tx) => {
      await this.cycles.lock(tx, id);
      const before = await this.#mine(tx, principal, id);
      const { view, out } = await this.#workedOut(tx, principal, before, body, known);
      if (view.fingerprint !== body.fingerprint) {
        throw new DomainError(
          'stale-version',
          'It would no longer do what the dry run said: look at a new one first.',
          {
            field: 'fingerprint',
            details: { fingerprint: view.fingerprint, counts: view.counts },
          },
        );
      }
      const after = await this.effects.apply(tx, before, { body, out, at: view.at });
      const head = { ...view, id: uuidv7(), version: after.version, dryRun: false };
      const no = await this.changes.add(tx, head, out.table.rows);
      await this.effects.tell(tx, command, after, { ...head, no }, out);
      return { ...head, no, rows: out.table.rows.slice(0, body.limit) };
    });
  }

  /** The latest first. @throws not-found, forbidden */
  list(principal: Principal, id: string, query: PageQuery): Promise<z.infer<typeof CycleChangePage>> {
    requireHr(principal, ACTION);
    const before = query.after === undefined ? null : Number(decodeCursor(query.after, 1)[0]);
    return this.uow.read(principal.tenantId, async (tx) => {
      await this.#mine(tx, principal, id);
      return pageOfRows(
        await this.changes.page(tx, id, before, query.limit),
        query.limit,
        (row) => row,
        (row) => [row.no],
      );
    });
  }

  /** Sheet by sheet. @throws not-found, forbidden */
  rows(
    principal: Principal,
    id: string,
    query: PageQuery & { change?: string | undefined },
  ): Promise<Page<NumberedRow>> {
    requireHr(principal, ACTION);
    const [no, sheetId] = query.after === undefined ? [] : decodeCursor(query.after, 2);
    const after = no === undefined ? null : { no: Number(no), sheetId: String(sheetId) };
    return this.uow.read(principal.tenantId, async (tx) => {
      await this.#mine(tx, principal, id);
      return pageOfRows(
        await this.changes.rows(tx, id, { changeId: query.change ?? null, after, limit: query.limit }),
        query.limit,
        (row) => row,
        (row) => [row.no, row.sheetId],
      );
    });
  }

  async #mine(tx: Tx, principal: Principal, id: string): Promise<CycleRow> {
    const cycle = await this.cycles.one(tx, id);
    await requireUnits(tx, principal, ACTION, cycle.data.who.units);
    return cycle;
  }

  async #workedOut(
    tx: Tx,
    principal: Principal,
    cycle: CycleRow,
    body: Body,
    known: Awaited<ReturnType<WorkOut['ask']>>,
  ): Promise<{ view: View; out: WorkedOut }> {
    await requireVersion(tx, cycle, body.version);
    requireNotOwn(principal, body.change);
    const steps = await this.cycles.steps(tx, cycle.id);
    requireChangeable(cycle, steps, body.change);
    const at = await this.org.now(tx);
    const out = await this.work.of(tx, { cycle, steps, now: at, body, known, changer: principal.personId });
    const { table, change, moved } = out;
    const view: View = {
      id: null,
      no: null,
      cycleId: cycle.id,
      version: cycle.version,
      dryRun: true,
      at,
      byId: principal.id,
      reason: body.reason,
      change,
      overrideAdjusted: body.overrideAdjusted,
      fingerprint: fingerprintOf({ change, moved, override: body.overrideAdjusted }, table.rows),
      counts: table.counts,
      moved,
      rows: [],
    };
    return { view, out };
  }
}

/** What is asked of oneself is for somebody else in HR to change. */
function requireNotOwn(principal: Principal, change: Change): void {
  if (change.kind !== 'target' && change.kind !== 'weight') return;
  if (change.person !== undefined && change.person === principal.personId) {
    throw new DomainError('four-eyes', 'It is your own sheet: somebody else in HR has to change it.', {
      field: 'change.person',
    });
  }
}
