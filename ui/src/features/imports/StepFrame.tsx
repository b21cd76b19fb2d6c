import type { ReactNode } from 'react';
import styles from './Imports.module.css';

interface Props {
  children: ReactNode;
  /** What goes back stands at the left, what goes on at the right. */
  back?: ReactNode;
  note?: ReactNode;
  next?: ReactNode;
}

/** One step: its content, which scrolls, and the line of buttons below it, which doesn't. */
export function StepFrame({ children, back, note, next }: Props) {
  return (
    <>
      <div className={styles['body']}>
        <div className={styles['content']}>{children}</div>
      </div>
      {(back ?? next) && (
        <div className={styles['foot']}>
          {back}
          <span className={styles['footNote']}>{note}</span>
          {next}
        </div>
      )}
    </>
  );
}
