/** A problem+json answer of the API. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly field: string | undefined,
    readonly body: unknown,
  ) {
    super(`${status} ${code}${field === undefined ? '' : ` (${field})`}: ${detail}`);
    this.name = 'ApiProblem';
  }
}

export const problemOf = (status: number, body: unknown): ApiProblem => {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const text = (key: string): string | undefined => (typeof problem[key] === 'string' ? problem[key] : undefined);
  return new ApiProblem(
    status,
    text('code') ?? 'unknown',
    text('detail') ?? text('title') ?? 'no details',
    text('field'),
    body,
  );
};
