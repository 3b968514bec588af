import type { components } from '@goalbeat/api-client/generated/payroll';
import type { paths } from '@goalbeat/api-client/generated/gateway';
import { useQuery } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { appraisal, directory, gateway, goals, payroll } from '../api/clients.js';
import { listKey } from '../api/keys.js';

export type Report = paths['/api/operations']['get']['responses'][200]['content']['application/json'];
export type ServiceHealth = Report['services'][number];
export type ServiceName = ServiceHealth['service'];
export type FailingMessage = components['schemas']['FailingMessage'];

/** Health is nobody's deed, so no news tells of it: it is asked for. */
export const AGAIN_MS = 10_000;

export const useReport = () =>
  useQuery({
    queryKey: listKey('gateway', 'operations'),
    queryFn: () => answer(gateway.GET('/api/operations')),
    refetchInterval: AGAIN_MS,
  });

const query = { params: { query: { limit: 50 } } };
const failingOf = {
  directory: () => answer(directory.GET('/v1/operations/messages', query)),
  goals: () => answer(goals.GET('/v1/operations/messages', query)),
  appraisal: () => answer(appraisal.GET('/v1/operations/messages', query)),
  payroll: () => answer(payroll.GET('/v1/operations/messages', query)),
} as const;

export function retry(service: ServiceName, id: string) {
  const params = { params: { path: { id } } };
  if (service === 'directory') return answer(directory.POST('/v1/operations/messages/{id}/retry', params));
  if (service === 'goals') return answer(goals.POST('/v1/operations/messages/{id}/retry', params));
  if (service === 'appraisal') return answer(appraisal.POST('/v1/operations/messages/{id}/retry', params));
  return answer(payroll.POST('/v1/operations/messages/{id}/retry', params));
}

export const useFailing = (services: readonly ServiceName[]) =>
  useQuery({
    queryKey: listKey('gateway', 'operations', { failing: services }),
    queryFn: async () => {
      const pages = await Promise.all(services.map((service) => failingOf[service]()));
      return services.flatMap((service, at) => (pages[at]?.items ?? []).map((message) => ({ service, message })));
    },
    enabled: services.length > 0,
    refetchInterval: AGAIN_MS,
  });

export const useOperatorTasks = () =>
  useQuery({
    queryKey: listKey('directory', 'desk', { operator: true }),
    queryFn: () => answer(directory.GET('/v1/operations/tasks', query)),
    refetchInterval: AGAIN_MS,
  });

export const useUnreadable = () =>
  useQuery({
    queryKey: listKey('directory', 'notice', { unreadable: true }),
    queryFn: () => answer(directory.GET('/v1/operations/unreadable-notices', query)),
  });
