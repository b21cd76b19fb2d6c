import type { ReactNode } from 'react';
import styles from './Page.module.css';

interface Props {
  /** Left out on the pages of the navigation, whose name stands in the top bar. */
  title?: ReactNode;
  /** Search and filters. */
  filters?: ReactNode;
  /** How many there are, for instance. */
  note?: ReactNode;
  /** Buttons; at most one of them primary. */
  actions?: ReactNode;
}

/** The line over a page's content. */
export function PageHeader({ title, filters, note, actions }: Props) {
  return (
    <div className={styles['header']}>
      {title && <h1 className={styles['title']}>{title}</h1>}
      {filters && <div className={styles['filters']}>{filters}</div>}
      {(note || actions) && (
        <div className={styles['tail']}>
          {note && <div className={styles['note']}>{note}</div>}
          {actions && <div className={styles['actions']}>{actions}</div>}
        </div>
      )}
    </div>
  );
}
