import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { oneKey } from '../api/keys.js';
import { useMe } from '../session/me.js';
import { businessNow, type ClockReading } from './business-now.js';

const TICK_MS = 1_000;
const Now = createContext<number | undefined>(undefined);

/** A company has its own clock: in demos and rehearsals it is another day than outside, and it runs faster. */
export function BusinessClock({ children }: { children: ReactNode }) {
  const me = useMe();
  const { data } = useQuery({
    queryKey: oneKey('directory', 'tenant', me.tenant.id),
    queryFn: async (): Promise<ClockReading> => {
      const { clock, now } = await answer(directory.GET('/v1/tenant'));
      return { now: Date.parse(now), at: performance.now(), rate: clock.rate, held: clock.heldAt !== null };
    },
    staleTime: 60_000,
    refetchInterval: 120_000,
  });
  const [tick, setTick] = useState(() => performance.now());
  useEffect(() => {
    const timer = window.setInterval(() => setTick(performance.now()), TICK_MS);
    return () => window.clearInterval(timer);
  }, []);
  const now = data === undefined ? Date.parse(me.now) : businessNow(data, tick);
  return <Now value={now}>{children}</Now>;
}

/** Business time now, in milliseconds; ticks each second. */
export function useNow(): number {
  const now = useContext(Now);
  if (now === undefined) throw new Error('no business clock above');
  return now;
}
