import { useQuery } from '@tanstack/react-query';
import { oneKey } from '../api/keys.js';
import { personNames } from './person-names.js';

const LONG_MS = 10 * 60_000;

/** `data` null: whom one may not look up. */
export const usePersonName = (id: string | null, enabled = true) =>
  useQuery({
    queryKey: oneKey('directory', 'person', id ?? 'nobody', 'name'),
    queryFn: () => personNames.of(id ?? ''),
    enabled: enabled && id !== null,
    staleTime: LONG_MS,
    retry: false,
  });
