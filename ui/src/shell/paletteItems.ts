import { liveShortcuts, runShortcut, SHORTCUTS, type ShortcutId } from '../keyboard';
import type { Place } from '../routing';
import { shell } from './messages';
import type { NavEntry } from './navigation';

/** Something that the palette can do. */
export interface PaletteItem {
  id: string;
  group: string;
  label: string;
  hint: string;
  run: () => void;
}

/** The pages of the navigation. */
export const pageItems = (entries: readonly NavEntry[], go: (place: Place) => void): PaletteItem[] =>
  entries.map((entry) => ({
    id: entry.id,
    group: shell.palette.pages,
    label: shell.pages[entry.id],
    hint: SHORTCUTS[entry.shortcut].keys,
    run: () => go(entry.place),
  }));

/** Those are listed as pages, or make no sense without the list that they move in. */
const LEFT_OUT = /^(go[A-Z]|row|palette$|close$)/;

/** What the shortcuts do right now on the page that is shown. */
export function commandItems(): PaletteItem[] {
  const live = liveShortcuts();
  return (Object.keys(SHORTCUTS) as ShortcutId[])
    .filter((id) => live.has(id) && !LEFT_OUT.test(id))
    .map((id) => ({
      id,
      group: shell.palette.commands,
      label: SHORTCUTS[id].label,
      hint: SHORTCUTS[id].keys,
      run: () => runShortcut(id),
    }));
}

/** Items by group, in the order in which the groups come. */
export function groupsOf(items: readonly PaletteItem[]): [string, PaletteItem[]][] {
  const groups = new Map<string, PaletteItem[]>();
  for (const item of items) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups];
}
