import { useState } from 'react';

/** Which rows are chosen: some of those that were read, or all that the list has. */
export interface Selection {
  all: boolean;
  has: (key: string) => boolean;
  /** Ticks or unticks a row; with `range` all between it and the one before. */
  toggle: (key: string, range: boolean) => void;
  /** Ticks all rows that were read, or none. */
  toggleRead: () => void;
  chooseAll: () => void;
  clear: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Keeps what is chosen of the list `of`; another list begins with nothing chosen. */
export function useSelection(of: string, keys: readonly string[]): Selection {
  const [held, setHeld] = useState({ of, picked: NONE, all: false, last: null as string | null });
  const now = held.of === of ? held : { of, picked: NONE, all: false, last: null };
  const has = (key: string) => now.all || now.picked.has(key);
  const put = (picked: ReadonlySet<string>, last: string | null = null) =>
    setHeld({ of, picked, all: false, last });
  return {
    all: now.all,
    has,
    toggle: (key, range) => {
      // One that is unticked of all leaves those that were read.
      const picked = new Set(now.all ? keys : now.picked);
      const on = !has(key);
      const [from, to] = [range && now.last !== null ? keys.indexOf(now.last) : -1, keys.indexOf(key)];
      const span = from === -1 ? [key] : keys.slice(Math.min(from, to), Math.max(from, to) + 1);
      for (const one of span) {
        if (on) picked.add(one);
        else picked.delete(one);
      }
      put(picked, key);
    },
    toggleRead: () => put(keys.length > 0 && keys.every(has) ? NONE : new Set(keys)),
    chooseAll: () => setHeld({ of, picked: NONE, all: true, last: null }),
    clear: () => put(NONE),
  };
}
