import { useIsFetching } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { shortTime } from '../messages';
import { stopTask, useTasks } from '../tasks';
import styles from './Frame.module.css';
import { shell } from './messages';
import { useSaving } from './useConnection';

const WORDS = shell.bottom;

function Saved() {
  const { saving, savedAt } = useSaving();
  if (saving) return <span>{WORDS.saving}</span>;
  return (
    <span>{savedAt ? WORDS.saved(shortTime(new Date(savedAt).toISOString())) : WORDS.nothingSaved}</span>
  );
}

/** Last saved, whether what is shown is fresh, and how far long work has come. */
export function BottomLine() {
  const fetching = useIsFetching() > 0;
  const tasks = useTasks();
  return (
    <footer className={styles['bottom']} role="status">
      <Saved />
      <span>{fetching ? WORDS.syncing : WORDS.fresh}</span>
      {tasks.map((task) => (
        <span key={task.task} className={styles['task']}>
          {task.label}
          <Progress
            className={styles['meter'] ?? ''}
            size="small"
            showInfo={task.total > 0}
            percent={task.total > 0 ? Math.floor((task.done / task.total) * 100) : 0}
          />
          <Button
            size="small"
            type="text"
            disabled={task.stopping}
            onClick={() => void stopTask(task.task).catch(() => undefined)}
          >
            {task.stopping ? WORDS.stopping : WORDS.stop}
          </Button>
        </span>
      ))}
    </footer>
  );
}
