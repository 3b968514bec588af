import { Injectable } from '@nestjs/common';
import type { PayPlanPage, PayPlanView, PutPayPlan } from '@goalbeat/contracts/payroll/http';
import type { PayPlanData } from '@goalbeat/contracts/payroll/pay-plan-data';
import type { PageQuery } from '@goalbeat/contracts/wire';
import { requireMay, requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { isHr } from '@goalbeat/domain/approval/money-chain';
import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import { nearMiss } from '@goalbeat/domain/wording/near-miss';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { OrgPerson } from '@goalbeat/org-copy/org-types';
import { type CommandRequest, stableJson } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { AssetRepository } from '../asset/asset.repository.js';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { Organisation } from '../organisation/organisation.service.js';
import { checkPayPlan } from './check-pay-plan.js';
import { PayPlanRepository, type PayPlanRow } from './pay-plan.repository.js';

type View = z.infer<typeof PayPlanView>;

/** What stays out of the text stays out of the row: exact optional members. */
export const planOf = (data: z.infer<typeof PayPlanData>): PayPlanRow['data'] =>
  JSON.parse(JSON.stringify(data)) as PayPlanRow['data'];

@Injectable()
export class PayPlanService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly plans: PayPlanRepository,
    private readonly org: OrgCopy,
    private readonly organisation: Organisation,
    private readonly authority: MoneyAuthority,
    private readonly assets: AssetRepository,
  ) {}

  /**
   * A new plan, or a new version of one; the same data again changes nothing. Runs keep the version they began with.
   * @throws forbidden, four-eyes (the final decider is of HR), validation (a unit that is not there, `details.near` names what is like it), money-scale, unknown-currency, unknown-person, stale-version, copy-behind
   */
  async put(asked: CommandRequest, code: string, body: z.infer<typeof PutPayPlan>): Promise<View> {
    const command = await this.authority.confirm(asked, 'payroll.pay-plan.write');
    const { principal } = command;
    requireMay(principal, 'payroll.pay-plan.write', { tenantId: principal.tenantId });
    const data = planOf(body.data);
    return this.uow.command(command, async (tx) => {
      // From here on what it is in has a plan, and keeps its decimals.
      checkPayPlan(data, await this.assets.lockDeclared(tx));
      await this.#requireDecider(tx, body.data.finalDecider);
      await this.#requireUnits(tx, body.data);
      const now = await this.org.now(tx);
      const before = await this.plans.lockByCode(tx, code);
      if (before !== undefined && body.version === undefined && stableJson(before.data) === stableJson(data)) {
        tx.changedNothing();
        return before;
      }
      const row = { id: before?.id ?? uuidv7(), code, version: before?.version ?? 1, data, updatedAt: now };
      const fresh = body.version === undefined ? before === undefined : before?.version === body.version;
      const saved = !fresh
        ? undefined
        : before === undefined
          ? await this.plans.create(tx, row)
          : await this.plans.change(tx, row);
      if (saved === undefined) {
        throw new DomainError('stale-version', 'The plan was changed meanwhile: read it again and send its version.', {
          field: 'version',
          details: { version: before?.version ?? null },
        });
      }
      await this.plans.keepVersion(tx, saved, principal.id);
      tx.log({
        subjectKind: 'pay-plan',
        subjectId: saved.id,
        action: saved.version === 1 ? 'created' : 'changed',
        ...actorOf(principal),
        at: now,
        details: { code, version: saved.version },
      });
      return saved;
    });
  }

  /** @throws not-found */
  get(principal: Principal, code: string): Promise<View> {
    requireScopes(principal, 'payroll.pay-plan.read');
    return this.uow.read(principal.tenantId, async (tx) => {
      const row = await this.plans.byCode(tx, code);
      if (row === undefined) throw new DomainError('not-found', `There is no pay plan ${code}.`);
      return row;
    });
  }

  /** By code. */
  list(principal: Principal, query: z.infer<typeof PageQuery>): Promise<z.infer<typeof PayPlanPage>> {
    requireScopes(principal, 'payroll.pay-plan.read');
    const after = query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]);
    return this.uow.read(principal.tenantId, async (tx) =>
      pageOfRows(
        await this.plans.list(tx, after, query.limit),
        query.limit,
        (row): View => row,
        (row) => [row.code],
      ),
    );
  }

  /** Under a mistyped unit its people would be paid in another currency, or out of another pool, without a word. */
  async #requireUnits(tx: Tx, data: z.infer<typeof PayPlanData>): Promise<void> {
    if (data.version !== 2) return;
    const { award, currencyByUnit = {} } = data;
    const pools = award.kind === 'pool' ? (award.amountByUnit ?? {}) : {};
    const named = [
      ...Object.keys(currencyByUnit).map((code) => ({ code, field: `data.currencyByUnit.${code}` })),
      ...Object.keys(pools).map((code) => ({ code, field: `data.award.amountByUnit.${code}` })),
    ];
    if (named.length === 0) return;
    const known = (await this.org.units(tx)).map(({ code }) => code);
    const strange = named.find(({ code }) => !known.includes(code));
    if (strange === undefined) return;
    await this.org.waitFor(tx, await this.organisation.currentSeq(tx.tenantId));
    const { code, field } = strange;
    const near = nearMiss(code, known);
    throw new DomainError(
      'validation',
      near === null
        ? `There is no unit with the code ${code}.`
        : `There is no unit with the code ${code}: ${near} is meant, perhaps.`,
      { field, details: { near } },
    );
  }

  /** Whoever writes pay plans decides no money: not by naming themselves, or somebody of theirs. */
  async #requireDecider(tx: Tx, number: string): Promise<void> {
    const { roles } = await this.#decider(tx, number);
    if (!roles.some(({ role }) => isHr(role))) return;
    throw new DomainError('four-eyes', 'HR does not sign money: name somebody outside HR as the final decider.', {
      field: 'data.finalDecider',
    });
  }

  /** An unknown number is a mistake only once our copy of the people is whole. */
  async #decider(tx: Tx, number: string): Promise<OrgPerson> {
    try {
      return await this.org.personByNumber(tx, number);
    } catch (error) {
      if (!isDomainError(error) || error.code !== 'unknown-person') throw error;
      await this.org.waitFor(tx, await this.organisation.currentSeq(tx.tenantId));
      throw new DomainError('unknown-person', `Nobody has the number ${number}.`, {
        field: 'data.finalDecider',
        cause: error,
      });
    }
  }
}
