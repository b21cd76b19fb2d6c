import { Button, Tooltip, type ButtonProps } from 'antd';
import { SHORTCUTS, useShortcut, type ShortcutId } from '../keyboard';

interface Props extends Omit<ButtonProps, 'disabled' | 'onClick' | 'title'> {
  onClick: () => void;
  /** Why it can't be pressed; nothing when it can. */
  why?: string | null | undefined;
  /** The shortcut that does the same. */
  shortcut?: ShortcutId;
}

function Shortcut({ id, run }: { id: ShortcutId; run: () => void }) {
  useShortcut(id, run);
  return null;
}

/** A button that says why it can't be pressed, and which keys do the same. */
export function Act({ why, shortcut, onClick, children, ...rest }: Props) {
  const title = why ?? (shortcut ? SHORTCUTS[shortcut].keys : null);
  const button = (
    <Button {...rest} disabled={Boolean(why)} onClick={onClick}>
      {children}
    </Button>
  );
  return (
    <>
      {shortcut && !why && !rest.loading && <Shortcut id={shortcut} run={onClick} />}
      {title ? (
        <Tooltip title={title} mouseEnterDelay={why ? 0.1 : 0.6}>
          {/* A disabled button hears no mouse: the span does. */}
          {why ? <span style={{ display: 'inline-block', cursor: 'not-allowed' }}>{button}</span> : button}
        </Tooltip>
      ) : (
        button
      )}
    </>
  );
}
