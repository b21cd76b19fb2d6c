import { Alert } from 'antd';
import type { ImportReport } from '../../ipc';
import { common, count } from '../../messages';
import { Act, ErrorNote } from '../../parts';
import { useMay } from '../../session';
import { useTasks } from '../../tasks';
import { Counts } from './Counts';
import { Findings } from './Findings';
import { words } from './messages';
import styles from './Imports.module.css';
import { isCancelled } from './outcome';
import { Places } from './Places';
import { ReadTable } from './ReadTable';
import { StepFrame } from './StepFrame';
import { useImport } from './useImport';
import { usePreview } from './usePreview';
import { useTrial } from './useTrial';
import { change, useWizard, type Job } from './wizard';
import { Working } from './Working';

const WORDS = words.trial;

/** Why there is nothing to do, if so. */
function idle({ imported, updated, rejected, rows }: ImportReport): string | null {
  if (imported + updated > 0) return null;
  return rejected > 0 && rejected === rows ? WORDS.nothingReadable : WORDS.nothing;
}

/** 试导入: what the import would do, before it does it. */
export function TrialStep({ job }: { job: Job }) {
  const trial = useTrial(job);
  const preview = usePreview();
  const take = useImport();
  const { places } = useWizard();
  const may = useMay('import_appeals');
  const task = useTasks().findLast(({ label }) => label === WORDS.task);
  const report = trial.data;
  const why = report && (may ? idle(report) : common.notAllowed);
  return (
    <StepFrame
      back={<Act onClick={() => change({ step: 'columns' })}>{words.back}</Act>}
      note={report && WORDS.keepsNothing}
      next={
        report && (
          <Act
            type="primary"
            shortcut="save"
            autoFocus
            data-testid="import-run"
            why={why}
            onClick={() => take.mutate({ job, places })}
          >
            {WORDS.run(count(report.imported + report.updated))}
          </Act>
        )
      }
    >
      {trial.isPending && <Working task={task} note={WORDS.working} stop={WORDS.stop} />}
      {isCancelled(trial.error) ? (
        <Alert
          type="info"
          showIcon
          data-testid="import-cancelled"
          title={WORDS.stopped}
          action={<Act onClick={() => void trial.refetch()}>{WORDS.again}</Act>}
        />
      ) : (
        <ErrorNote error={trial.error} onRetry={() => void trial.refetch()} />
      )}
      {report && (
        <>
          <div className={styles['soft']}>{words.counts.rows(count(report.rows))}</div>
          <Counts report={report} />
          {why && <Alert type="info" showIcon title={why} data-testid="import-idle" />}
          <Places doubtful={report.doubtful} />
          <Findings report={report} job={job} />
        </>
      )}
      {preview.shown && (
        <section className={styles['findings']}>
          <h2>{WORDS.firstRows}</h2>
          <ReadTable preview={preview.shown} />
        </section>
      )}
    </StepFrame>
  );
}
