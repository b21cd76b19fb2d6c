import type { ImportReport } from '../../ipc';
import { count } from '../../messages';
import { words } from './messages';
import styles from './Imports.module.css';

const WORDS = words.counts;
const KINDS = ['imported', 'updated', 'unchanged', 'duplicates', 'rejected'] as const;
/** Those that come to no appeal. */
const ROWS: readonly string[] = ['duplicates', 'rejected'];

type Figures = Pick<ImportReport, (typeof KINDS)[number]>;

/** How many rows came, or would come, to what. */
export function Counts({ report, narrow = false }: { report: Figures; narrow?: boolean }) {
  return (
    <dl className={styles['counts']} data-narrow={narrow} data-testid="import-counts">
      {KINDS.map((kind) => (
        <div key={kind} className={styles['count']} data-none={report[kind] === 0}>
          <dt>{WORDS[kind]}</dt>
          <dd data-testid={`import-${kind}`} data-bad={kind === 'rejected' && report[kind] > 0}>
            {kind === 'rejected' && report[kind] > 0 && (
              <span aria-hidden className={styles['mark']}>
                ■
              </span>
            )}
            {count(report[kind])}
            <small>{ROWS.includes(kind) ? WORDS.row : WORDS.item}</small>
          </dd>
          <dd className={styles['soft']}>{WORDS[`${kind}Hint`]}</dd>
        </div>
      ))}
    </dl>
  );
}
