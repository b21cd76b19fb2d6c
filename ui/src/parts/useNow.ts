import { useEffect, useState } from 'react';

const EVERY = 15_000;

/** The time, a few times a minute, while `ticking`. */
export function useNow(ticking: boolean): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (!ticking) return undefined;
    const timer = setInterval(() => setNow(new Date()), EVERY);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
