import { useCallback, useState } from 'react';

const PREFIX = 'huishang.draft.';

export interface Draft<T> {
  /** What was left unsaved the last time, as it was when the page opened. */
  restored: T | null;
  /** Keeps a value that is plain data: strings, numbers, lists, records. Call it at each change. */
  keep: (value: T) => void;
  /** Forgets it, after saving or when the person wants a fresh form. */
  clear: () => void;
}

/**
 * A draft that survives leaving the page, a crash and a power cut. `name` tells forms and records apart; `fits` looks at
 * what an older program may have left.
 */
export function useSavedDraft<T>(name: string, fits: (raw: unknown) => raw is T): Draft<T> {
  const key = PREFIX + name;
  const [restored] = useState<T | null>(() => {
    try {
      const raw: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
      return fits(raw) ? raw : null;
    } catch {
      return null;
    }
  });
  const keep = useCallback(
    (value: T) => {
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // The store is full: typing must go on.
      }
    },
    [key],
  );
  const clear = useCallback(() => localStorage.removeItem(key), [key]);
  return { restored, keep, clear };
}
