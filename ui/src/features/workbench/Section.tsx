import type { ReactNode } from 'react';
import styles from './Workbench.module.css';

interface Props {
  title: string;
  note?: ReactNode;
  area?: string;
  children: ReactNode;
}

/** A titled part of the workbench. */
export function Section({ title, note, area, children }: Props) {
  return (
    <section className={styles['section']} style={area ? { gridArea: area } : undefined} aria-label={title}>
      <header className={styles['sectionHead']}>
        <h2>{title}</h2>
        {note && <span className={styles['sectionNote']}>{note}</span>}
      </header>
      {children}
    </section>
  );
}
