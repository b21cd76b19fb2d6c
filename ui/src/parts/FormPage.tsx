import type { ReactNode } from 'react';
import { common } from '../messages';
import { Act } from './Act';
import { ErrorNote } from './ErrorNote';
import styles from './Page.module.css';

interface PageProps {
  title: string;
  children: ReactNode;
  'data-testid'?: string;
}

/** A page that holds one form. */
export function FormPage({ title, children, ...rest }: PageProps) {
  return (
    <div className={styles['formPage']} data-testid={rest['data-testid']}>
      <h1 className={styles['title']}>{title}</h1>
      {children}
    </div>
  );
}

interface FootProps {
  /** Why the last saving failed. */
  error: unknown;
  why: string | null;
  busy: boolean;
  onSave: () => void;
  onCancel: () => void;
  /** data-testid of the button that saves. */
  testId: string;
}

/** Saving and leaving; stays in sight below a long form. */
export function FormFoot({ error, why, busy, onSave, onCancel, testId }: FootProps) {
  return (
    <div className={styles['formFoot']}>
      <ErrorNote error={error} />
      <div className={styles['formActs']}>
        <Act type="primary" shortcut="save" data-testid={testId} why={why} loading={busy} onClick={onSave}>
          {common.save}
        </Act>
        <Act onClick={onCancel}>{common.cancel}</Act>
      </div>
    </div>
  );
}
