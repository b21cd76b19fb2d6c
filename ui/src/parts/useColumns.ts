import { theme } from 'antd';
import { useMemo, useSyncExternalStore } from 'react';
import { FONT_SIZE } from '../theme';
import type { Column } from './columns';

/** Which columns somebody wants beside or without those that a table shows by itself. */
export interface Choice {
  hidden: readonly string[];
  shown: readonly string[];
}
interface Kept extends Choice {
  widths: Readonly<Record<string, number>>;
}
const NARROWEST = 56;
const NOTHING: Kept = { hidden: [], shown: [], widths: {} };

const texts = (raw: unknown): string[] =>
  Array.isArray(raw) ? raw.filter((item) => typeof item === 'string') : [];

/** A choice from where it was kept; whatever makes no sense is left out. */
export function readChoice(raw: unknown): Choice {
  const held = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  return { hidden: texts(held['hidden']), shown: texts(held['shown']) };
}

// A page and its table look at the same columns.
const known = new Map<string, { raw: string | null; kept: Kept }>();
const watchers = new Set<() => void>();
const storeOf = (name: string) => `huishang.table.${name}`;

function read(name: string): Kept {
  const raw = localStorage.getItem(storeOf(name));
  const last = known.get(name);
  if (last && last.raw === raw) return last.kept;
  let kept = NOTHING;
  try {
    kept = { ...NOTHING, ...(JSON.parse(raw ?? 'null') as Partial<Kept> | null) };
  } catch {
    // What can't be read is as if it weren't there.
  }
  known.set(name, { raw, kept });
  return kept;
}

function keep(name: string, next: Kept): void {
  localStorage.setItem(storeOf(name), JSON.stringify(next));
  for (const watcher of watchers) watcher();
}

const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

export interface ShownColumns<R> {
  shown: (Column<R> & { width: number })[];
  choice: Choice;
  isShown: (key: string) => boolean;
  toggle: (key: string) => void;
  resize: (key: string, width: number) => void;
  /** Takes over a choice; widths stay. */
  choose: (choice: Choice) => void;
}

function isWanted<R>({ key, fixed, hidden }: Column<R>, kept: Kept): boolean {
  if (fixed) return true;
  return hidden ? kept.shown.includes(key) : !kept.hidden.includes(key);
}

/** Which columns a person wants and how wide, remembered by the table's name. */
export function useColumns<R>(name: string, columns: readonly Column<R>[]): ShownColumns<R> {
  const kept = useSyncExternalStore(watch, () => read(name));
  const isShown = (key: string) => {
    const column = columns.find((one) => one.key === key);
    return column !== undefined && isWanted(column, kept);
  };
  // Larger letters need wider columns, unless somebody chose how wide.
  const larger = theme.useToken().token.fontSize / FONT_SIZE.usual;
  // The same as long as nothing changes: rows are drawn anew with others.
  const shown = useMemo(
    () =>
      columns
        .filter((column) => isWanted(column, kept))
        .map((column) => ({
          ...column,
          width: kept.widths[column.key] ?? Math.round(column.width * larger),
        })),
    [columns, kept, larger],
  );
  const choose = (choice: Choice) => keep(name, { ...read(name), ...choice });
  return {
    shown,
    choice: { hidden: kept.hidden, shown: kept.shown },
    isShown,
    toggle: (key) => {
      const hidden = columns.find((one) => one.key === key)?.hidden ?? false;
      const without = (list: readonly string[]) => list.filter((one) => one !== key);
      const differs = isShown(key) !== hidden;
      choose({
        hidden: differs && !hidden ? [...without(kept.hidden), key] : without(kept.hidden),
        shown: differs && hidden ? [...without(kept.shown), key] : without(kept.shown),
      });
    },
    resize: (key, width) =>
      keep(name, {
        ...read(name),
        widths: { ...kept.widths, [key]: Math.max(NARROWEST, Math.round(width)) },
      }),
    choose,
  };
}
