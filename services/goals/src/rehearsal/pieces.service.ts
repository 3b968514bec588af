import { Injectable } from '@nestjs/common';
import { DomainError, ERROR_CODES, type ErrorCode } from '@goalbeat/domain/errors/domain-error';
import { Settings } from '../config.js';

const ANSWER_WITHIN_MS = 5_000;

/** What a definition names and others keep: asked for as the person who wants the rehearsal, so with that person's rights. */
@Injectable()
export class Pieces {
  constructor(private readonly settings: Settings) {}

  /** @throws unavailable where this installation does not rehearse, or when nobody answers; not-found, forbidden */
  async of(
    authorization: string,
    data: { ruleSet: string; payPlan?: string | undefined },
  ): Promise<{ ruleSet: unknown; payPlan: unknown }> {
    const { APPRAISAL_URL, PAYROLL_URL } = this.settings.env;
    const [ruleSet, payPlan] = await Promise.all([
      ask(APPRAISAL_URL, `/v1/rule-sets/${encodeURIComponent(data.ruleSet)}`, authorization, 'ruleSet'),
      data.payPlan === undefined
        ? null
        : ask(PAYROLL_URL, `/v1/pay-plans/${encodeURIComponent(data.payPlan)}`, authorization, 'payPlan'),
    ]);
    return { ruleSet, payPlan };
  }
}

async function ask(base: string | undefined, path: string, authorization: string, field: string): Promise<unknown> {
  if (base === undefined) throw new DomainError('unavailable', 'This installation does not run rehearsals.');
  let status: number;
  let body: { data?: unknown; code?: unknown; detail?: unknown };
  try {
    const response = await fetch(`${base.replace(/\/$/, '')}${path}`, {
      headers: { authorization, accept: 'application/json' },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    status = response.status;
    body = (await response.json()) as typeof body;
  } catch (error) {
    throw new DomainError('unavailable', 'What the definition names cannot be read right now. Try again.', {
      cause: error,
    });
  }
  if (status === 200) return body.data;
  const code = ERROR_CODES.find((known): known is ErrorCode => known === body.code) ?? 'unavailable';
  if (code === 'not-found') {
    throw new DomainError('validation', `The definition names a ${field} that is not there. Make it first.`, {
      field: `data.${field}`,
    });
  }
  throw new DomainError(code, typeof body.detail === 'string' ? body.detail : 'It could not be read.');
}
