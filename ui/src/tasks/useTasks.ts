import { useSyncExternalStore } from 'react';
import { call, commands, events, type Progress } from '../ipc';

/** Long work that is under way. */
export interface Task extends Progress {
  label: string;
  stopping: boolean;
}

let tasks: readonly Task[] = [];
const watchers = new Set<() => void>();

function put(next: readonly Task[]): void {
  tasks = next;
  for (const watcher of watchers) watcher();
}

let begun = 0;

const change = (name: string, part: Partial<Task>) =>
  put(tasks.map((task) => (task.task === name ? { ...task, ...part } : task)));

/** Hears how far work has come; called once. */
export function listenToProgress(): () => void {
  const listening = events.progress
    .listen(({ payload }) => change(payload.task, payload))
    .catch(() => undefined);
  return () => void listening.then((off) => off?.());
}

/** Does long work under a name that the Rust side reports on and that the bottom line shows with a way to stop it. */
export async function runTask<T>(label: string, work: (task: string) => Promise<T>): Promise<T> {
  begun += 1;
  const task = `ui-${Date.now()}-${begun}`;
  put([...tasks, { task, label, phase: '', done: 0, total: 0, stopping: false }]);
  try {
    return await call(work(task));
  } finally {
    put(tasks.filter((other) => other.task !== task));
  }
}

/** Asks work to stop; it ends with `cancelled`. */
export async function stopTask(task: string): Promise<void> {
  change(task, { stopping: true });
  await call(commands.taskCancel(task));
}

const watch = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

/** Everything under way. */
export const useTasks = (): readonly Task[] => useSyncExternalStore(watch, () => tasks);
