import type { ReactNode } from 'react';
import { Skeleton } from './skeleton.js';
import { Trouble } from './trouble.js';

/** What useQuery and usePages give, as far as it matters here. */
interface Asked<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

interface AwaitProps<Data> {
  of: Asked<Data>;
  children: (data: Data) => ReactNode;
  /** While there is nothing at all; what was read once stays on screen while it is read again. */
  loading?: ReactNode;
  isEmpty?: (data: Data) => boolean;
  empty?: ReactNode;
}

/** Loading, trouble, empty, there: every page goes through these four. */
export function Await<Data>({ of, children, loading, isEmpty, empty }: AwaitProps<Data>) {
  if (of.data === undefined) {
    if (of.error !== null) return <Trouble error={of.error} onRetry={() => void of.refetch()} />;
    return loading ?? <Skeleton lines={4} />;
  }
  if (empty !== undefined && isEmpty?.(of.data) === true) return empty;
  return children(of.data);
}
