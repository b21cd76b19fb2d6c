import { useQuery } from '@tanstack/react-query';
import { commands } from '../../ipc';
import { runTask, stopTask } from '../../tasks';
import { words } from './messages';
import type { Job } from './wizard';

/** Reckons an import without keeping anything; it is asked anew each time, for the database goes on changing. */
export const useTrial = (job: Job) =>
  useQuery({
    queryKey: ['import-trial', job],
    queryFn: ({ signal }) =>
      runTask(words.trial.task, (task) => {
        // Nobody waits for it any more.
        signal.addEventListener('abort', () => void stopTask(task).catch(() => undefined));
        return commands.importRun(job.token, job.source, job.mapping, [], true, task);
      }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
