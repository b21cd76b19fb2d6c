import { Steps } from 'antd';
import type { DragEvent } from 'react';
import { common } from '../../messages';
import { Act, PageHeader } from '../../parts';
import { addresses, useGo } from '../../routing';
import { useMay } from '../../session';
import { ColumnsStep } from './ColumnsStep';
import { FileStep } from './FileStep';
import { words } from './messages';
import styles from './Imports.module.css';
import { isCancelled } from './outcome';
import { RunStep } from './RunStep';
import { TrialStep } from './TrialStep';
import { change, STEPS, useWizard, type Step, type Wizard } from './wizard';

function CurrentStep({ step, job }: Pick<Wizard, 'step' | 'job'>) {
  if (step === 'columns') return <ColumnsStep />;
  if (step === 'trial' && job) return <TrialStep job={job} />;
  if (step === 'run' && job) return <RunStep job={job} />;
  return <FileStep />;
}

// A file that misses its zone would otherwise take the window to itself.
const ward = (event: DragEvent) => {
  if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
};

/** 导入: a file becomes appeals in four steps; what was done in one stays when the person goes back. */
export default function ImportPage() {
  const { step, job, report, failure } = useWizard();
  const may = useMay('import_appeals');
  const go = useGo();
  const at = STEPS.indexOf(step);
  // Once it runs there is no way back but the one that the step itself offers.
  const open = (other: Step) => step !== 'run' && STEPS.indexOf(other) < at;
  return (
    <div className={styles['page']} data-testid="page-import" onDragOver={ward} onDrop={ward}>
      <PageHeader
        title={words.title}
        actions={
          <Act
            why={may ? null : common.notAllowed}
            data-testid="import-history"
            onClick={() => go(addresses.appealImports.at())}
          >
            {words.history.open}
          </Act>
        }
      />
      <Steps
        className={styles['steps'] ?? ''}
        size="small"
        current={report ? STEPS.length : at}
        status={failure && !isCancelled(failure) ? 'error' : 'process'}
        onChange={(index) => {
          const other = STEPS[index];
          if (other && open(other)) change({ step: other });
        }}
        items={STEPS.map((name) => ({ title: words.steps[name], disabled: !open(name) }))}
      />
      <CurrentStep step={step} job={job} />
    </div>
  );
}
