import { useState } from 'react';
import type { Column } from './columns';

interface Kept {
  hidden: string[];
  shown: string[];
  widths: Record<string, number>;
}
const NARROWEST = 56;
const NOTHING: Kept = { hidden: [], shown: [], widths: {} };

function read(store: string): Kept {
  try {
    const raw = JSON.parse(localStorage.getItem(store) ?? 'null') as Partial<Kept> | null;
    return { ...NOTHING, ...raw };
  } catch {
    return NOTHING;
  }
}

export interface ShownColumns<R> {
  shown: (Column<R> & { width: number })[];
  isShown: (key: string) => boolean;
  toggle: (key: string) => void;
  resize: (key: string, width: number) => void;
}

/** Which columns a person wants and how wide, remembered by the table's name. */
export function useColumns<R>(name: string, columns: readonly Column<R>[]): ShownColumns<R> {
  const store = `huishang.table.${name}`;
  const [kept, setKept] = useState(() => read(store));
  const keep = (next: Kept) => {
    localStorage.setItem(store, JSON.stringify(next));
    setKept(next);
  };
  const isShown = (key: string) => {
    const column = columns.find((one) => one.key === key);
    if (!column) return false;
    if (column.fixed) return true;
    return column.hidden ? kept.shown.includes(key) : !kept.hidden.includes(key);
  };
  return {
    shown: columns
      .filter(({ key }) => isShown(key))
      .map((column) => ({ ...column, width: kept.widths[column.key] ?? column.width })),
    isShown,
    toggle: (key) => {
      const without = (list: string[]) => list.filter((one) => one !== key);
      keep(
        isShown(key)
          ? { ...kept, hidden: [...without(kept.hidden), key], shown: without(kept.shown) }
          : { ...kept, hidden: without(kept.hidden), shown: [...without(kept.shown), key] },
      );
    },
    resize: (key, width) =>
      keep({ ...kept, widths: { ...kept.widths, [key]: Math.max(NARROWEST, Math.round(width)) } }),
  };
}
