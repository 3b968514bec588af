import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { momentBy, type Moment } from './moments.js';

export const SPEEDS = [0.5, 1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];
/** How long one looks at a stop at speed 1. */
const STOP_MS = 1_200;

export interface Player {
  readonly index: number;
  readonly playing: boolean;
  readonly speed: Speed;
  readonly last: number;
  readonly go: (index: number) => void;
  readonly toggle: () => void;
  readonly faster: (by: 1 | -1) => void;
  readonly setSpeed: (speed: Speed) => void;
}

/** Goes from stop to stop. Where it stands is in the address, so that one can be sent there. */
export function usePlayer(moments: readonly Moment[], linked: string | undefined): Player {
  const navigate = useNavigate();
  const [index, setIndex] = useState(() => momentBy(moments, linked));
  const [wantsToPlay, play] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  const last = Math.max(0, moments.length - 1);
  const playing = wantsToPlay && index < last;

  useEffect(() => {
    if (!playing) return undefined;
    const timer = window.setTimeout(() => setIndex(index + 1), STOP_MS / speed);
    return () => window.clearTimeout(timer);
  }, [playing, index, speed]);

  const at = moments[index]?.at;
  useEffect(() => {
    // While it plays the address would change each second.
    if (playing || at === undefined || (linked === undefined && index === 0) || linked === at) return;
    void navigate({ from: '/rehearsals/$rehearsalId', search: { at }, replace: true, resetScroll: false });
  }, [playing, at, index, linked, navigate]);

  return {
    index,
    playing,
    speed,
    last,
    go: (next) => {
      play(false);
      setIndex(Math.min(last, Math.max(0, next)));
    },
    toggle: () => {
      if (!playing && index === last) setIndex(0);
      play(!playing);
    },
    faster: (by) => setSpeed(SPEEDS[SPEEDS.indexOf(speed) + by] ?? speed),
    setSpeed,
  };
}
