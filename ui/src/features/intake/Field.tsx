import type { ReactNode } from 'react';
import styles from './Intake.module.css';

interface Props {
  label: string;
  /** What the field takes. */
  hint?: ReactNode;
  /** What is wrong with what stands there; never stops the typing. */
  problem?: string | null;
  wanted?: boolean;
  children: ReactNode;
  wide?: boolean;
}

/** A field with its name over it and its limits under it. */
export function Field({ label, hint, problem, wanted, children, wide }: Props) {
  return (
    <label className={styles['field']} data-wide={wide}>
      <span className={styles['label']}>
        {label}
        {wanted && <span className={styles['wanted']}>＊</span>}
        <span className={styles[problem ? 'problem' : 'hint']} role={problem ? 'alert' : undefined}>
          {problem ?? hint}
        </span>
      </span>
      {children}
    </label>
  );
}
