import { useMutation } from '@tanstack/react-query';
import { commands, type ImportReport } from '../../ipc';
import { count } from '../../messages';
import { useTell } from '../../parts';
import { useMay } from '../../session';
import { runTask } from '../../tasks';
import { words } from './messages';
import { isCancelled } from './outcome';
import { change, isShown, type Job, type Wizard } from './wizard';

/** Looks for duplicates among what an import brought; it goes on when the page is left. */
async function scan(importId: string): Promise<void> {
  change({ scan: { state: 'running' } });
  try {
    await runTask(words.scan.task, (task) => commands.duplicateScan(importId, task));
    change({ scan: { state: 'done' } });
  } catch (failure) {
    change({ scan: isCancelled(failure) ? { state: 'stopped' } : { state: 'failed', failure } });
  }
}

/** What is taken in, with what a person said of its places. */
export interface Taking {
  job: Job;
  places: Wizard['places'];
}

/** Takes a file in. It goes on when the page is left; how it ended is then told wherever the person is. */
export function useImport() {
  const tell = useTell();
  const mayJudge = useMay('judge_appeal');
  return useMutation({
    mutationFn: ({ job, places }: Taking) =>
      runTask(words.run.task, (task) => {
        change({ task });
        const { token, source, mapping } = job;
        return commands.importRun(token, source, mapping, Object.values(places), false, task);
      }),
    onMutate: ({ job }) => change({ step: 'run', job, report: null, failure: null, scan: null }),
    onSuccess: (report: ImportReport) => {
      change({ report, task: null });
      if (!isShown()) tell.done(words.result.told(count(report.imported), count(report.updated)));
      if (report.importId && report.imported > 0 && mayJudge) void scan(report.importId);
    },
    onError: (failure) => {
      change({ failure, task: null });
      if (!isShown()) tell.failed(failure);
    },
  });
}
