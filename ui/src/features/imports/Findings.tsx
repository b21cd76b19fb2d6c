import { Collapse } from 'antd';
import type { ImportReport } from '../../ipc';
import { count } from '../../messages';
import { words } from './messages';
import styles from './Imports.module.css';
import { ProblemTable } from './ProblemTable';
import { SaveRejected } from './SaveRejected';
import type { Job } from './wizard';

const WORDS = words.problems;
/** The Rust side tells no more than this. */
const MOST_TOLD = 200;

/** Rows that can't be taken in, and what was doubtful about the others. */
export function Findings({ report, job }: { report: ImportReport; job: Job }) {
  const { rejected, problems, warnings } = report;
  return (
    <>
      {rejected > 0 && (
        <section className={styles['findings']}>
          <h2>{WORDS.title(count(rejected))}</h2>
          <SaveRejected job={job} />
          <ProblemTable problems={problems} data-testid="import-problems" />
          {problems.length >= MOST_TOLD && <span className={styles['soft']}>{WORDS.first}</span>}
        </section>
      )}
      {warnings.length > 0 && (
        <Collapse
          size="small"
          items={[
            {
              key: 'warnings',
              label: WORDS.warnings(count(warnings.length), warnings.length >= MOST_TOLD),
              extra: <span className={styles['soft']}>{WORDS.warningsHint}</span>,
              children: <ProblemTable problems={warnings} data-testid="import-warnings" />,
            },
          ]}
        />
      )}
    </>
  );
}
