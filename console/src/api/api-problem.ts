import type { components } from '@goalbeat/api-client/generated/gateway';

export type Problem = components['schemas']['Problem'];

/** What the API refused, as it said it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  /** Path of the field that is wrong, e.g. `items.0.actual`. */
  readonly field: string | undefined;
  readonly correlationId: string;

  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.status = problem.status;
    this.code = problem.code;
    this.field = problem.field;
    this.correlationId = problem.correlationId;
  }
}

/** No answer came: nobody can say whether the call arrived. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && 'status' in body;

/** A proxy in between may answer without our words. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  if (isProblem(body)) return new ApiProblem(body);
  const code = response.status >= 500 ? 'unavailable' : response.status === 404 ? 'not-found' : 'internal';
  return new ApiProblem({
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code,
    correlationId: '',
  });
}

/** Somebody else was faster, or it went on by itself: what is shown is old. */
export const isOutdated = (error: unknown): boolean => error instanceof ApiProblem && error.status === 409;
export const isNotSignedIn = (error: unknown): boolean => error instanceof ApiProblem && error.status === 401;
