import { useEffect, useState, type DragEvent, type ReactNode } from 'react';
import styles from './Attachments.module.css';
import { words } from './messages';
import type { Attaching } from './useAttaching';

const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');

/** Files on a clipboard; what was copied from a text editor holds none. */
function pasted(event: ClipboardEvent): File[] {
  return [...(event.clipboardData?.files ?? [])];
}

/** Where files can be dropped, and while it is on the screen, pasted. */
export function AttachZone({ attaching, children }: { attaching: Attaching; children: ReactNode }) {
  const [over, setOver] = useState(0);
  const { add, why } = attaching;
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = pasted(event);
      // A dialog lies over the record: what is pasted is meant for it.
      if (files.length === 0 || document.querySelector('[aria-modal="true"]')) return;
      event.preventDefault();
      add(files);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, [add]);
  const open = why === null;
  return (
    <div
      className={styles['zone']}
      // The record uses all the room of a wide panel.
      style={{ maxWidth: 'none' }}
      data-testid="attach-zone"
      onDragEnter={(event) => open && holdsFiles(event) && setOver((n) => n + 1)}
      onDragLeave={(event) => open && holdsFiles(event) && setOver((n) => Math.max(0, n - 1))}
      onDragOver={(event) => {
        if (open && holdsFiles(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return;
        // Without this the window would go to the file.
        event.preventDefault();
        setOver(0);
        if (open) add([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over > 0 && <div className={styles['drop']}>{words.drop}</div>}
    </div>
  );
}
