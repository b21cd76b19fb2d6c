import { useEffect, useRef } from 'react';
import { shortcutsOf, type ShortcutId } from './shortcuts';

interface Entry {
  id: ShortcutId;
  run: () => void;
}
/** Newest last; the newest that wants a key gets it, so that a panel comes before the list below it. */
const entries: Entry[] = [];

/** A dialog, an open list or a menu has the keys for itself. */
const OVERLAYS =
  '.ant-modal-wrap:not([style*="display: none"]), .ant-select-dropdown:not(.ant-select-dropdown-hidden), ' +
  '.ant-dropdown:not(.ant-dropdown-hidden), .ant-picker-dropdown:not(.ant-picker-dropdown-hidden)';
const THROUGH_OVERLAYS: readonly ShortcutId[] = ['palette', 'help', 'save'];

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const wanted = shortcutsOf(event);
  if (wanted.length === 0) return;
  // The web view would reload the page or open its own search otherwise, even where nobody wants the key.
  if (/^(F1|F5)$/.test(event.key)) event.preventDefault();
  const covered = document.querySelector(OVERLAYS) !== null;
  const found = entries.findLast(
    ({ id }) => wanted.includes(id) && (!covered || THROUGH_OVERLAYS.includes(id)),
  );
  if (!found) return;
  event.preventDefault();
  found.run();
}

/** Listens to the keyboard; called once. Returns how to stop. */
export function listenToKeys(): () => void {
  window.addEventListener('keydown', press);
  return () => window.removeEventListener('keydown', press);
}

/** Does something when a shortcut is pressed, as long as the component is shown and `enabled`. */
export function useShortcut(id: ShortcutId, run: () => void, enabled = true): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    const entry: Entry = { id, run: () => latest.current() };
    entries.push(entry);
    return () => {
      entries.splice(entries.indexOf(entry), 1);
    };
  }, [id, enabled]);
}

/** Those that do something right now. */
export const liveShortcuts = (): ReadonlySet<ShortcutId> => new Set(entries.map(({ id }) => id));

/** Does what a shortcut would do, for the palette. */
export function runShortcut(id: ShortcutId): void {
  entries.findLast((entry) => entry.id === id)?.run();
}
