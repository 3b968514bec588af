import type { components } from '@goalbeat/api-client/generated/payroll';
import { useQuery } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { appraisal, directory, goals, payroll } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import { AGAIN_MS, type ServiceName } from './operations-queries.js';

type Letter = components['schemas']['DeadLetter'];
export interface DeadLetter {
  service: ServiceName;
  letter: Letter;
}
export interface DeadLetters {
  /** Of all services that answered, the latest first. */
  letters: DeadLetter[];
  /** Services that did not tell theirs. */
  silent: ServiceName[];
}

export const WITH_LETTERS = ['directory', 'goals', 'appraisal', 'payroll'] as const satisfies readonly ServiceName[];
type Query = { limit: number; state?: 'open' };

function pageOf(service: ServiceName, query: Query): Promise<{ items: Letter[] }> {
  const params = { params: { query } };
  if (service === 'directory') return answer(directory.GET('/v1/dead-letters', params));
  if (service === 'goals') return answer(goals.GET('/v1/dead-letters', params));
  if (service === 'appraisal') return answer(appraisal.GET('/v1/dead-letters', params));
  return answer(payroll.GET('/v1/dead-letters', params));
}

export function replayLetter(service: ServiceName, id: string): Promise<Letter> {
  const params = { params: { path: { id } } };
  if (service === 'directory') return answer(directory.POST('/v1/dead-letters/{id}/replay', params));
  if (service === 'goals') return answer(goals.POST('/v1/dead-letters/{id}/replay', params));
  if (service === 'appraisal') return answer(appraisal.POST('/v1/dead-letters/{id}/replay', params));
  return answer(payroll.POST('/v1/dead-letters/{id}/replay', params));
}

export function setLetterAside(service: ServiceName, id: string, reason: string): Promise<Letter> {
  const given = { params: { path: { id } }, body: { reason } };
  if (service === 'directory') return answer(directory.POST('/v1/dead-letters/{id}/set-aside', given));
  if (service === 'goals') return answer(goals.POST('/v1/dead-letters/{id}/set-aside', given));
  if (service === 'appraisal') return answer(appraisal.POST('/v1/dead-letters/{id}/set-aside', given));
  return answer(payroll.POST('/v1/dead-letters/{id}/set-aside', given));
}

/** A service that is away hides its own letters and nobody else's; it fails only when none answers. */
export async function readLetters(
  read: (service: ServiceName) => Promise<{ items: Letter[] }>,
  services: readonly ServiceName[] = WITH_LETTERS,
): Promise<DeadLetters> {
  const pages = await Promise.allSettled(services.map(read));
  const letters: DeadLetter[] = [];
  const silent: ServiceName[] = [];
  let refusal: unknown;
  for (const [at, service] of services.entries()) {
    const page = pages[at];
    if (page?.status === 'fulfilled') letters.push(...page.value.items.map((letter) => ({ service, letter })));
    else {
      silent.push(service);
      refusal = page?.reason;
    }
  }
  if (silent.length === services.length) throw refusal;
  letters.sort((a, b) => b.letter.firstSeenAt.localeCompare(a.letter.firstSeenAt));
  return { letters, silent };
}

export const useDeadLetters = (state: 'open' | undefined) =>
  useQuery({
    queryKey: listKey('gateway', 'dead-letter', { state }),
    queryFn: () => readLetters((service) => pageOf(service, { limit: 50, ...(state === undefined ? {} : { state }) })),
    refetchInterval: AGAIN_MS,
  });
