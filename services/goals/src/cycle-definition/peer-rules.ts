import { Injectable } from '@nestjs/common';
import { RuleSetData } from '@goalbeat/contracts/appraisal/http';
import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import type { RuleSet } from '@goalbeat/domain/scoring/points';
import { InternalClient } from '@goalbeat/service-kit/http/internal-client';
import { z } from 'zod';

const RuleSetAnswer = z.object({ code: z.string(), version: z.int(), data: RuleSetData });
const PayPlanAnswer = z.object({
  code: z.string(),
  version: z.int(),
  /** That it names; absent of an earlier release. */
  bands: z.array(z.string()).optional(),
  /** Whether a band that it does not name is worth nothing, and held. */
  needsAllBands: z.boolean().optional(),
});
export type KnownPlan = z.infer<typeof PayPlanAnswer>;

/** Versions are kept in 32 bits. */
const MOST_VERSIONS = 2 ** 31 - 1;

export interface KnownRules {
  code: string;
  version: number;
  data: RuleSet;
}

/** Rule sets and pay plans as their owners have them. */
@Injectable()
export class PeerRules {
  constructor(private readonly peers: InternalClient) {}

  /** @throws validation naming the field when there is none, unavailable */
  async ruleSet(tenantId: string, code: string, version: number | null, field = 'change.ruleSet'): Promise<KnownRules> {
    return RuleSetAnswer.parse(await this.#get(tenantId, 'appraisal', 'rule-sets', code, version, field));
  }

  /** For a look at scores only: null when nobody can tell. */
  async maybeRuleSet(tenantId: string, code: string, version: number | null): Promise<KnownRules | null> {
    try {
      return await this.ruleSet(tenantId, code, version);
    } catch (error) {
      if (isDomainError(error) && (error.code === 'validation' || error.code === 'unavailable')) return null;
      throw error;
    }
  }

  /** @throws validation naming the field when there is none, unavailable */
  async payPlan(tenantId: string, code: string, version: number | null, field = 'change.payPlan'): Promise<KnownPlan> {
    return PayPlanAnswer.parse(await this.#get(tenantId, 'payroll-bridge', 'pay-plans', code, version, field));
  }

  async #get(
    tenantId: string,
    service: string,
    noun: string,
    code: string,
    version: number | null,
    field: string,
  ): Promise<unknown> {
    const query = new URLSearchParams({
      tenant: tenantId,
      code,
      ...(version === null ? {} : { version: `${version}` }),
    });
    const what = version === null ? code : `version ${version} of ${code}`;
    const none = `${field}: there is no ${what}; choose one of the list`;
    // Their owners count no further, and could only call the question malformed.
    if (version !== null && version > MOST_VERSIONS) throw new DomainError('validation', none, { field });
    try {
      return await this.peers.get<unknown>(service, `/internal/v1/${noun}?${query.toString()}`, { tenantId });
    } catch (error) {
      if (!isDomainError(error) || error.code !== 'not-found') throw error;
      throw new DomainError('validation', none, { field, cause: error });
    }
  }
}
