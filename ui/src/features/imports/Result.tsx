import { CheckCircleFilled } from '@ant-design/icons';
import type { ImportReport } from '../../ipc';
import { count } from '../../messages';
import { Act } from '../../parts';
import { addresses, useGo } from '../../routing';
import { Changes } from './Changes';
import { Counts } from './Counts';
import { Findings } from './Findings';
import { words } from './messages';
import styles from './Imports.module.css';
import { ScanNote } from './ScanNote';
import { StepFrame } from './StepFrame';
import { UndoImport } from './Undo';
import { begin, useWizard, type Job } from './wizard';

const WORDS = words.result;

/** What the import did. */
export function Result({ report, job }: { report: ImportReport; job: Job }) {
  const { chosen } = useWizard();
  const go = useGo();
  const toList = () => {
    begin(null);
    go(addresses.appeals.at(report.importId && report.imported > 0 ? { import: report.importId } : {}));
  };
  return (
    <StepFrame
      back={
        <>
          <Act onClick={() => begin(null)}>{WORDS.another}</Act>
          {report.importId && <UndoImport id={report.importId} />}
        </>
      }
      next={
        <Act type="primary" shortcut="save" autoFocus data-testid="import-to-list" onClick={toList}>
          {WORDS.toList}
        </Act>
      }
    >
      <div data-testid="import-result" className={styles['result']}>
        <div className={styles['done']} role="status">
          <CheckCircleFilled style={{ color: 'var(--green)' }} />
          <strong>{WORDS.done}</strong>
          <span className={styles['soft']}>
            {[
              chosen?.name,
              words.counts.rows(count(report.rows)),
              report.seconds !== null && WORDS.took(report.seconds.toFixed(1)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
        <Counts report={report} />
        {report.importId && <ScanNote importId={report.importId} />}
        <Findings report={report} job={job} />
        {report.importId && report.updated > 0 && <Changes id={report.importId} />}
      </div>
    </StepFrame>
  );
}
