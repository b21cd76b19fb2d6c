import type { PointerEvent, ThHTMLAttributes } from 'react';
import styles from './DataTable.module.css';
import { parts } from './messages';

interface Props extends ThHTMLAttributes<HTMLTableCellElement> {
  onResizeTo?: (width: number) => void;
}

/** A header cell whose right edge can be dragged. */
export function ResizableTh({ onResizeTo, children, ...rest }: Props) {
  const start = (down: PointerEvent<HTMLSpanElement>) => {
    const cell = down.currentTarget.parentElement;
    if (!cell || !onResizeTo) return;
    down.preventDefault();
    const handle = down.currentTarget;
    const { clientX: from } = down;
    const { width } = cell.getBoundingClientRect();
    handle.setPointerCapture(down.pointerId);
    const move = (event: globalThis.PointerEvent) => onResizeTo(width + event.clientX - from);
    const end = () => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('lostpointercapture', end);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', end);
  };
  return (
    <th {...rest}>
      {children}
      {onResizeTo && (
        <span
          className={styles['handle']}
          title={parts.resize}
          onPointerDown={start}
          // The header itself sorts.
          onClick={(event) => event.stopPropagation()}
        />
      )}
    </th>
  );
}
