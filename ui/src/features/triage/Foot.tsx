import { SHORTCUTS, useShortcut, type ShortcutId } from '../../keyboard';
import styles from './Triage.module.css';

/** What a key does here, and why it can't now. */
export interface Key {
  id: ShortcutId;
  run: () => void;
  why?: string | null | undefined;
  /** It isn't shown: another key does the same. */
  hidden?: boolean;
}

function One({ id, run, why, hidden }: Key) {
  useShortcut(id, run, !why);
  const { keys, label } = SHORTCUTS[id];
  if (hidden) return null;
  return (
    <button type="button" disabled={Boolean(why)} title={why ?? ''} onClick={run}>
      <kbd>{keys}</kbd>
      {label}
    </button>
  );
}

/** The keys, which are buttons as well. */
export function Foot({ keys }: { keys: readonly Key[] }) {
  return (
    <div className={styles['foot']} data-testid="triage-keys">
      {keys.map((key) => (
        <One key={key.id} {...key} />
      ))}
    </div>
  );
}
