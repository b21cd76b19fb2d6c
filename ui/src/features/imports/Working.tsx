import { Flex, Progress, Spin } from 'antd';
import { count } from '../../messages';
import { Act } from '../../parts';
import { stopTask, type Task } from '../../tasks';
import { phaseWords, words } from './messages';
import styles from './Imports.module.css';

const WORDS = words.run;

interface Props {
  task: Task | undefined;
  note: string;
  /** What the button that stops it is called. */
  stop: string;
}

/** How far an import, or its trial, has come, and a way to stop it. */
export function Working({ task, note, stop }: Props) {
  const known = task !== undefined && task.total > 0;
  return (
    <Flex vertical align="center" gap={12} className={styles['working'] ?? ''} data-testid="import-working">
      <strong role="status">
        {phaseWords(task?.phase ?? '')}
        {known && ` ${WORDS.progress(count(Math.min(task.done, task.total)), count(task.total))}`}
      </strong>
      {known ? (
        <Progress
          percent={Math.min(100, Math.floor((task.done / task.total) * 100))}
          // Its last row isn't its end: it has still to be committed.
          status="normal"
          style={{ maxWidth: 480 }}
        />
      ) : (
        <Spin />
      )}
      <span className={styles['soft']}>{note}</span>
      {task && (
        <Act
          data-testid="import-stop"
          why={task.stopping ? WORDS.stopping : null}
          onClick={() => void stopTask(task.task).catch(() => undefined)}
        >
          {task.stopping ? WORDS.stopping : stop}
        </Act>
      )}
    </Flex>
  );
}
