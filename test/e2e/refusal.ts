import { ApiProblem } from '@goalbeat/api-client/api-problem';

export interface Refusal {
  status: number;
  code: string;
  field: string | undefined;
}

/** How the API refused it. @throws when it did not */
export async function refusal(attempt: Promise<unknown>): Promise<Refusal & { body: Record<string, unknown> }> {
  try {
    await attempt;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { status, code, field, body } = error;
    return { status, code, field, body: body as Record<string, unknown> };
  }
  throw new Error('It was accepted');
}
