import { Alert } from 'antd';
import { Act, ErrorNote } from '../../parts';
import { useTasks } from '../../tasks';
import { words } from './messages';
import { isCancelled } from './outcome';
import { Result } from './Result';
import { StepFrame } from './StepFrame';
import { useImport } from './useImport';
import { change, useWizard, type Job } from './wizard';
import { Working } from './Working';

const WORDS = words.run;

/** 导入: how far it has come, and how it ended. */
export function RunStep({ job }: { job: Job }) {
  const { task: name, report, failure, places } = useWizard();
  const take = useImport();
  const task = useTasks().find((other) => other.task === name);
  if (report) return <Result report={report} job={job} />;
  if (!failure)
    return (
      <StepFrame>
        <Working task={task} note={WORDS.allOrNothing} stop={WORDS.stop} />
      </StepFrame>
    );
  return (
    <StepFrame
      back={<Act onClick={() => change({ step: 'trial', failure: null })}>{words.back}</Act>}
      next={
        <Act
          type="primary"
          shortcut="save"
          autoFocus
          data-testid="import-run"
          onClick={() => take.mutate({ job, places })}
        >
          {WORDS.again}
        </Act>
      }
    >
      {isCancelled(failure) ? (
        <Alert
          type="info"
          showIcon
          data-testid="import-cancelled"
          title={WORDS.stopped}
          description={WORDS.stoppedHint}
        />
      ) : (
        <>
          <strong>{WORDS.failed}</strong>
          <ErrorNote error={failure} />
        </>
      )}
    </StepFrame>
  );
}
