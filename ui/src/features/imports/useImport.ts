import { useMutation } from '@tanstack/react-query';
import { commands } from '../../ipc';
import { count } from '../../messages';
import { useTell } from '../../parts';
import { runTask } from '../../tasks';
import { words } from './messages';
import { change, isShown, type Job } from './wizard';

/** Takes a file in. It goes on when the page is left; how it ended is then told wherever the person is. */
export function useImport() {
  const tell = useTell();
  return useMutation({
    mutationFn: (job: Job) =>
      runTask(words.run.task, (task) => {
        change({ task });
        return commands.importRun(job.token, job.source, job.mapping, false, task);
      }),
    onMutate: (job) => change({ step: 'run', job, report: null, failure: null }),
    onSuccess: (report) => {
      change({ report, task: null });
      if (!isShown()) tell.done(words.result.told(count(report.imported), count(report.updated)));
    },
    onError: (failure) => {
      change({ failure, task: null });
      if (!isShown()) tell.failed(failure);
    },
  });
}
