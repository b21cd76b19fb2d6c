export { isComposing, SHORTCUTS, type Scope, type Shortcut, type ShortcutId } from './shortcuts';
export { listenToKeys, liveShortcuts, runShortcut, useShortcut } from './useShortcut';
