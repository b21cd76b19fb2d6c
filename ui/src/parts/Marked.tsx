import type { Mark } from '../ipc';
import styles from './Marked.module.css';

/** A text in which what was looked for is marked. */
export function Marked({ pieces }: { pieces: readonly Mark[] }) {
  return pieces.map(({ text, marked }, n) =>
    marked ? (
      <mark key={n} className={styles['mark']}>
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
