import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { RehearsalTenant } from '@goalbeat/contracts/directory/rehearsal-http';
import { instantFromMs, instantMs } from '@goalbeat/domain/clock/instant';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Place } from '@goalbeat/org-copy/org-types';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { InternalClient } from '@goalbeat/service-kit/http/internal-client';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { Settings } from '../config.js';
import { Cast, memberOf, type Addresses, type Member, Refused } from './cast.js';
import type { RehearsalSettings } from './rehearsal-settings.js';

const COPIED_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 100;
/** Stand-ins stay until everything is over. */
const DELEGATED_FOR_MS = 21 * 86_400_000;

/** The company as the play needs it: copied, with its rules and its definition, and a cycle that is about to begin. */
@Injectable()
export class RehearsalStage {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly internal: InternalClient,
    private readonly settings: Settings,
  ) {}

  /** Has directory copy the company, and waits until goals has it. @throws unavailable, copy-behind */
  async copy(tenantId: string, of: string, wanted: RehearsalSettings): Promise<Cast> {
    const { start, numbers, asked } = wanted;
    const answer = await this.internal.post<unknown>(
      'directory',
      '/internal/v1/rehearsal-tenants',
      { tenantId, of, clock: { start, rate: asked.rate }, ...(numbers === null ? {} : { numbers }) },
      { timeoutMs: COPIED_WITHIN_MS },
    );
    const { seq } = RehearsalTenant.parse(answer);
    await this.#arrived(tenantId, seq);
    const members = await this.uow.read(tenantId, async (tx) => {
      const places = new Map<string, Place>();
      const found: Member[] = [];
      for (const person of await this.org.people(tx)) {
        const place = places.get(person.unitId) ?? (await this.org.placeFor(tx, person.unitId));
        places.set(person.unitId, place);
        found.push(memberOf(person, place, asked));
      }
      return found;
    });
    return new Cast(tenantId, members, this.#addresses(), this.internal);
  }

  /** All by the public routes, as the HR lead would. @returns the definition's id in the copy @throws Refused */
  async setUp(cast: Cast, wanted: RehearsalSettings): Promise<string> {
    const hr = cast.hrLead.id;
    const { definition, ruleSet, payPlan, templates } = wanted;
    await cast.as(hr, 'PUT', 'appraisal', `/v1/rule-sets/${definition.data.ruleSet}`, { data: ruleSet });
    if (definition.data.payPlan !== undefined) {
      await cast.as(hr, 'PUT', 'payroll', `/v1/pay-plans/${definition.data.payPlan}`, { data: payPlan });
    }
    for (const { code, put } of templates) await cast.as(hr, 'PUT', 'goals', `/v1/goal-templates/${code}`, put);
    const path = '/v1/cycle-definitions';
    const draft = await cast.as<{ id: string; version: number }>(hr, 'PUT', 'goals', `${path}/${definition.code}`, {
      data: definition.data,
    });
    await cast.as(hr, 'POST', 'goals', `${path}/${draft.id}/activate`, { version: draft.version });
    await this.#delegate(cast, wanted.start);
    return draft.id;
  }

  /** Asks for the cycle. @throws Refused */
  async begin(cast: Cast, definitionId: string, period: string): Promise<void> {
    const hr = cast.hrLead.id;
    await cast.as(hr, 'POST', 'goals', `/v1/cycle-definitions/${definitionId}/cycles`, { period });
  }

  /** Whoever is away and arranged for it has their manager decide. */
  async #delegate(cast: Cast, from: string): Promise<void> {
    const until = instantFromMs(instantMs(from) + DELEGATED_FOR_MS);
    for (const member of cast.members) {
      const manager = member.managerId === null ? undefined : cast.member(member.managerId);
      if (member.habits.deciding !== 'absent' || !member.habits.delegates || manager === undefined) continue;
      try {
        await cast.as(member.id, 'POST', 'directory', '/v1/delegations', { to: manager.number, from, until });
      } catch (error) {
        // They have delegated already, or their manager has to them: then that stands.
        if (!(error instanceof Refused) || error.status >= 500) throw error;
      }
    }
  }

  async #arrived(tenantId: string, seq: number): Promise<void> {
    const until = Date.now() + COPIED_WITHIN_MS;
    for (;;) {
      try {
        await this.uow.read(tenantId, (tx) => this.org.waitFor(tx, seq));
        return;
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'copy-behind' || Date.now() > until) throw error;
      }
      await sleep(LOOK_AGAIN_MS);
    }
  }

  #addresses(): Addresses {
    const { DIRECTORY_URL, GOALS_URL, APPRAISAL_URL, PAYROLL_URL } = this.settings.env;
    if (GOALS_URL === undefined || APPRAISAL_URL === undefined || PAYROLL_URL === undefined)
      throw new Error('GOALS_URL, APPRAISAL_URL and PAYROLL_URL are needed for rehearsals');
    return { directory: DIRECTORY_URL, goals: GOALS_URL, appraisal: APPRAISAL_URL, payroll: PAYROLL_URL };
  }
}
